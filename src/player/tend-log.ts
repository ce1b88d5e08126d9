import { systemClock } from '../browser/system-clock.ts';
import { text } from '../elements/language.ts';
import { messages } from './messages.ts';
import type { Screen } from './screen.ts';
import type { ScreenView } from './screen-view.ts';

const restMs = 2_000;
/** While the second copy is being brought up only one has everything: the steps follow each other closely. */
const briefRestMs = 50;
const tryAgainMs = 30_000;
/** A disk that is full for a moment is nobody's business. */
const noticeAfterMs = 30_000;

/** Looks after the copies of the log whenever the device has time, and says on the screen when nothing can be written. */
export async function tendLog(screen: Screen, view: ScreenView): Promise<never> {
  setInterval(() => view.note(storageNote(screen)), restMs);
  for (;;) {
    await systemClock.sleepUntil(systemClock.monotonicMs() + pauseMs(screen));
    await idle();
    await screen.log.tend().catch(() => false);
  }
}

function pauseMs({ log: { secondCopy } }: Screen): number {
  if (secondCopy?.state === 'catching-up') return briefRestMs;
  return secondCopy?.state === 'failed' ? tryAgainMs : restMs;
}

function storageNote({ journal }: Screen): string | undefined {
  return journal.behindMs > noticeAfterMs ? text(messages).notWritten(journal.held) : undefined;
}

/** Resolves when the page has nothing better to do, at the latest after five seconds. */
function idle(): Promise<unknown> {
  if (!('requestIdleCallback' in window)) return Promise.resolve();
  return new Promise((resolve) => requestIdleCallback(resolve, { timeout: 5_000 }));
}
