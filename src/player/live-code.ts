import { systemClock } from '../browser/system-clock.ts';
import type { AsRunEntry } from '../core/as-run/entry.ts';
import { type LogState, logStanding } from '../core/evidence/log-standing.ts';
import type { Programme } from '../core/playlist/definition.ts';
import { liveCodeModeOf } from '../core/playlist/live-code-mode.ts';
import type { Clock } from '../core/ports/clock.ts';
import { LiveCode } from '../elements/stage/live-code/live-code.ts';
import type { ChangmingStage } from '../elements/stage/stage-element.ts';

/** What the live code must know of a screen. */
interface CodedScreen {
  readonly playout: { readonly programme: { readonly programme: Pick<Programme, 'liveCode' | 'shares'> } };
  readonly logState: LogState;
  onLog: ((written: readonly AsRunEntry[]) => void) | undefined;
}

const lookEveryMs = 1_000;
/** Nothing bright stands in one place for longer, as long as pictures change. */
const moveEveryMs = 60_000;
/** A picture that stands longer than this makes the code move over it. */
const moveAnywayMs = 600_000;

/**
 * Keeps the live code in the picture: of each commit as it comes, none while the log does not take what is played, and
 * moved now and then at a boundary. Returns a function that ends it.
 */
export function keepLiveCode(
  screen: CodedScreen,
  stage: Pick<ChangmingStage, 'overlay'>,
  clock: Pick<Clock, 'monotonicMs'> = systemClock,
): () => void {
  const code = new LiveCode();
  let movedAtMs = clock.monotonicMs();
  const look = (written: readonly AsRunEntry[] = []) => {
    const mode = liveCodeModeOf(screen.playout.programme.programme);
    stage.overlay = mode === 'off' ? undefined : code;
    if (mode === 'off') return;
    const stoodMs = clock.monotonicMs() - movedAtMs;
    const atBoundary = written.some(({ type }) => type === 'play');
    if (stoodMs >= (atBoundary ? moveEveryMs : moveAnywayMs)) {
      movedAtMs = clock.monotonicMs();
      code.move();
    }
    code.withQr = mode === 'code-and-qr';
    code.standing = logStanding(screen.logState);
  };
  // In a microtask: whatever goes wrong with the picture of a commit is none of the commit's business.
  screen.onLog = (written) => queueMicrotask(() => look(written));
  // A device that hangs tells nobody.
  const looking = setInterval(() => look(), lookEveryMs);
  look();
  return () => {
    clearInterval(looking);
    screen.onLog = undefined;
    stage.overlay = undefined;
  };
}
