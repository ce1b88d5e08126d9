import { noAttempts } from '../core/screen/pin-attempts.ts';
import type { OperatorParts } from './operator.ts';
import type { Screen } from './screen.ts';

/** At the end of the screen's address, it takes away a PIN that was forgotten. */
const wish = '#reset-pin';

/**
 * The way back in after a forgotten PIN. A PIN keeps passers-by out, who have the picture and perhaps a touch screen;
 * whoever can type into the browser's address bar could clear all it has stored as well. So that is the key, and
 * using it is written down.
 */
export function watchForPinReset(parts: OperatorParts, screen: Screen): void {
  const look = () => {
    if (location.hash === wish) void resetPin(parts, screen);
  };
  addEventListener('hashchange', look);
  look();
}

async function resetPin(parts: OperatorParts, { journal }: Screen): Promise<void> {
  // First of all: a reload must not do it again, to a PIN that was set since.
  history.replaceState(history.state, '', location.pathname + location.search);
  const { pin, ...settings } = parts.settings();
  if (!pin) return;
  await parts.change(settings);
  await parts.settingsStore?.writeAttempts(noAttempts);
  void journal.write({
    type: 'fault',
    ...journal.stamp(),
    what: 'pin-reset',
    detail: `the PIN was taken away by ${wish} in the address`,
    recovery: 'declared',
  });
  const { changeSettings } = await import('./operator.ts');
  document.querySelector('changming-panel')?.dispatchEvent(new CustomEvent('panel-close'));
  await changeSettings(parts);
}
