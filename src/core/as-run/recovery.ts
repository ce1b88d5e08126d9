import type { AsRunEntry, EntryDraft, PlayEntry, Stamp } from './entry.ts';
import { type PlayInFlight, playKey } from './in-flight.ts';

/** What the last session left behind, as found when the log was opened. */
export interface Recovered {
  /** The on-air clock at the last instant that is proven; 0 for a new log. The next session goes on from here. */
  readonly onAirMs: number;
  /** The last session was on air and ended without saying so. */
  readonly crashed: boolean;
  /** The plays that were on view then, as now written: outcome `cut`, ended `crash`. */
  readonly cut: readonly PlayEntry[];
}

/**
 * What must be appended so that the log tells how the last session ended: each play that was on view as `cut`, and
 * an `off-air` at the last proven instant.
 *
 * @param tail The newest entries, oldest first, back to the last one that says whether the screen was on air.
 * @param inFlight What the in-flight row says.
 */
export function closeLastSession(
  tail: readonly AsRunEntry[],
  inFlight: readonly PlayInFlight[],
): { drafts: EntryDraft[]; onAirMs: number; crashed: boolean } {
  const written = playsOfLastSession(tail);
  const lost = inFlight.filter(({ play }) => !written.has(playKey(play)));
  const told = lastProven(tail.map(provenUntil));
  const last = lastProven([...(told ? [told] : []), ...lost.map(({ until }) => until)]);
  const crashed = wasOnAir(tail) || (last?.onAirMs ?? 0) > (told?.onAirMs ?? 0);
  const drafts: EntryDraft[] = lost.map(({ play }) => ({ ...play, outcome: 'cut', ended: 'crash' }));
  if (crashed && last !== undefined) drafts.push({ type: 'off-air', because: 'crash', ...last });
  return { drafts, onAirMs: last?.onAirMs ?? 0, crashed };
}

/** True for the entries that say whether the screen is on air from then on. */
export function saysWhetherOnAir(entry: AsRunEntry): boolean {
  return entry.type === 'on-air' || entry.type === 'off-air' || entry.type === 'play';
}

/** Keys name a play only within its session, whose monotonic clock begins anew with each start. */
function playsOfLastSession(tail: readonly AsRunEntry[]): Set<string> {
  const keys = new Set<string>();
  for (const entry of tail) {
    if (entry.type === 'on-air' && entry.because === 'start') keys.clear();
    if (entry.type === 'play') keys.add(playKey(entry));
  }
  return keys;
}

function wasOnAir(tail: readonly AsRunEntry[]): boolean {
  const [last] = tail.filter(saysWhetherOnAir).slice(-1);
  return last !== undefined && last.type !== 'off-air';
}

/** The last instant that an entry speaks of: for a play the end of its airtime, else its own. */
export function provenUntil(entry: AsRunEntry | EntryDraft): Stamp {
  const { at, monotonicMs, onAirMs } = entry;
  if (entry.type !== 'play') return { at, monotonicMs, onAirMs };
  const { airtimeMs } = entry;
  return { at: later(at, airtimeMs), monotonicMs: monotonicMs + airtimeMs, onAirMs: onAirMs + airtimeMs };
}

function lastProven(stamps: readonly Stamp[]): Stamp | undefined {
  const [first, ...rest] = stamps;
  if (first === undefined) return undefined;
  const { at, monotonicMs, onAirMs } = rest.reduce((a, b) => (b.onAirMs >= a.onAirMs ? b : a), first);
  return { at, monotonicMs, onAirMs };
}

/** `2026-11-22T10:14:20.123+08:00` moved by `byMs`, with the same offset. */
function later(at: string, byMs: number): string {
  const digits = 'yyyy-mm-ddThh:mm:ss.sss'.length;
  const localMs = Date.parse(`${at.slice(0, digits)}Z`) + byMs;
  return Number.isNaN(localMs) ? at : new Date(localMs).toISOString().slice(0, digits) + at.slice(digits);
}
