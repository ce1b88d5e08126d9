import { throwIfAborted } from '../abort.ts';
import type { Clock } from '../ports/clock.ts';
import type { LogUplink } from './log-uplink.ts';
import { retryDelayMs } from './retry.ts';

export interface RunUplinkOptions {
  /** The logs of all epochs, oldest first. Asked before each step, because a new epoch may have begun. */
  readonly logs: () => readonly LogUplink[];
  readonly clock: Clock;
  /** False while playback is short of anything: nothing more is begun until it is true again. */
  readonly mayWork: () => boolean;
  readonly random: () => number;
  readonly signal: AbortSignal;
  /** Told about what the device said when a log or a cosignature could not be read or written. */
  readonly onError?: (error: unknown) => void;
}

/** Between two steps the device is left to whatever plays. */
const breathMs = 4;
const shortMs = 1000;
const noLogMs = 1000;
const longestSleepMs = 60_000;

/** Brings all logs to the collector for as long as the program runs. Rejects with the signal's reason. */
export async function runUplink(options: RunUplinkOptions): Promise<never> {
  const { clock, signal } = options;
  const failures = new Map<LogUplink, Failed>();
  for (;;) {
    throwIfAborted(signal);
    const nowMs = clock.monotonicMs();
    const wakeMs = options.mayWork() ? await stepOnce(options, failures, nowMs) : nowMs + shortMs;
    await clock.sleepUntil(Math.min(Math.max(wakeMs, nowMs + breathMs), nowMs + longestSleepMs), signal);
  }
}

interface Failed {
  readonly inARow: number;
  readonly untilMs: number;
}

/** Steps the log that has waited longest, if its time has come, and says when to look again. */
async function stepOnce(
  { logs, random, signal, onError }: RunUplinkOptions,
  failures: Map<LogUplink, Failed>,
  nowMs: number,
): Promise<number> {
  const due = (log: LogUplink) => Math.max(log.notBeforeMs, failures.get(log)?.untilMs ?? 0);
  const [first] = [...logs()].sort((a, b) => due(a) - due(b));
  if (first === undefined) return nowMs + noLogMs;
  if (due(first) > nowMs) return due(first);
  try {
    await first.step(nowMs, signal);
    failures.delete(first);
  } catch (error) {
    const inARow = (failures.get(first)?.inARow ?? 0) + 1;
    failures.set(first, { inARow, untilMs: nowMs + retryDelayMs(inARow, random()) });
    onError?.(error);
  }
  return nowMs;
}
