import type { ScreenSettings } from '../core/screen/screen-settings.ts';
import type { ProgrammeOption } from '../elements/setup/programme-option.ts';
import type { ProgrammeKeeper } from './programme-keeper.ts';
import { defaultProgrammeUrl, programmeOptions } from './programme-options.ts';

interface Question {
  readonly programmes: readonly ProgrammeOption[];
  readonly known: Partial<ScreenSettings>;
  /** A screen that plays already: no countdown, and a way back. */
  readonly changing: boolean;
}

/** What a person answers at the first start, or nobody within the countdown; the likeliest programme is fetched meanwhile. */
export async function firstSettings(
  keeper: ProgrammeKeeper,
  known: Partial<ScreenSettings>,
): Promise<ScreenSettings> {
  keeper.follow(defaultProgrammeUrl());
  const settings = await askForSettings({ programmes: await programmeOptions(), known, changing: false });
  if (!settings) throw new Error('A first set-up cannot be cancelled');
  return settings;
}

/** Shows the set-up page over everything; undefined when the operator went back without a change. */
export async function askForSettings(question: Question): Promise<ScreenSettings | undefined> {
  await import('../elements/setup/setup.ts');
  const setup = document.createElement('changming-setup');
  setup.programmes = question.programmes;
  setup.settings = question.known;
  setup.changing = question.changing;
  const answer = new Promise<ScreenSettings | undefined>((resolve) => {
    setup.addEventListener('setup-done', (event) => resolve(event.detail));
    setup.addEventListener('setup-cancel', () => resolve(undefined));
  });
  document.body.append(setup);
  return answer.finally(() => setup.remove());
}
