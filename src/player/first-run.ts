import type { ScreenSettings } from '../core/screen/screen-settings.ts';
import type { ProgrammeOption } from '../elements/setup/programme-option.ts';

interface Question {
  readonly programmes: readonly ProgrammeOption[];
  readonly known: Partial<ScreenSettings>;
  /** A screen that plays already: no countdown, and a way back. */
  readonly changing: boolean;
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
