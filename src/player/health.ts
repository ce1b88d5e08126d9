import { systemClock } from '../browser/system-clock.ts';
import { clockDraft, lookAtClock, watchClock } from '../core/as-run/clock-watch.ts';
import { heartbeatDueAtMs } from '../core/as-run/heartbeat.ts';
import type { Screen } from './screen.ts';

const lookEveryMs = 1_000;

/** Writes what time itself does to the log: jumps of the wall clock, and a sign of life when nothing else is written. */
export function watchHealth(screen: Screen): void {
  const { journal } = screen;
  const look = () => ({ wallMs: systemClock.wallMs(), monotonicMs: systemClock.monotonicMs() });
  let watch = watchClock(look());
  setInterval(() => {
    const seen = lookAtClock(watch, look());
    watch = seen.watch;
    if (seen.jump) void journal.write(clockDraft(seen.jump, journal.stamp(), journal.timeZone));
    else if (systemClock.monotonicMs() >= heartbeatDueAtMs(screen.lastWrittenMonotonicMs)) {
      void journal.write({ type: 'heartbeat', ...journal.stamp() });
    }
  }, lookEveryMs);
}
