import { type Capability, capabilities } from '../browser/capabilities.ts';
import type { ScreenSettings } from '../core/screen/screen-settings.ts';
import type { ProgrammeOption } from '../elements/setup/programme-option.ts';
import type { ProgrammeKeeper } from './programme-keeper.ts';
import { defaultProgrammeUrl, programmeOptions } from './programme-options.ts';

interface Question {
  readonly programmes: readonly ProgrammeOption[];
  readonly known: Partial<ScreenSettings>;
  /** A screen that plays already: no countdown, and a way back. */
  readonly changing: boolean;
  /** What this browser lacks, for a person who may still choose another one. */
  readonly missing?: Promise<readonly Capability[]>;
}

/** What a person answers at the first start, or nobody within the countdown; the likeliest programme is fetched meanwhile. */
export async function firstSettings(
  keeper: ProgrammeKeeper,
  known: Partial<ScreenSettings>,
): Promise<ScreenSettings> {
  keeper.follow(defaultProgrammeUrl());
  const missing = missingBeforeStart();
  const programmes = await programmeOptions();
  const settings = await askForSettings({ programmes, known, changing: false, missing });
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
  void question.missing?.then((missing) => {
    setup.missing = missing;
  });
  const answer = new Promise<ScreenSettings | undefined>((resolve) => {
    setup.addEventListener('setup-done', (event) => resolve(event.detail));
    setup.addEventListener('setup-cancel', () => resolve(undefined));
  });
  document.body.append(setup);
  return answer.finally(() => setup.remove());
}

/** Persistent storage is asked for once it plays; before that every browser lacks it. */
async function missingBeforeStart(): Promise<Capability[]> {
  const found = await capabilities();
  return found.filter(({ name, present }) => !present && name !== 'persistent-storage');
}
