import type { AsRunEntry } from '../../as-run/entry.ts';
import { decodeEntry } from '../../as-run/entry-text.ts';
import type { ShareRule } from '../../playlist/definition.ts';
import type { AsRunReader } from '../../report/extend-play-columns.ts';
import { counts, isActivation, measureOf } from '../../report/promise.ts';
import { subjectOf } from '../../report/row-subject.ts';
import type { SequenceRange } from '../carried-entries.ts';

const entriesPerPage = 1024;

/** A shortfall that ended in less than a quarter of a window before another is one with it; twice that is looked at. */
const windows = 1.5;

/**
 * What must be carried before the claimed entries so that their figures come out as those of the whole log:
 * - the entries back to where one and a half windows of on-air time lie before the claim, and every promised category
 *   has been on view at least once, so that no stretch without it is told too long;
 * - the programme in force where those begin.
 */
export async function contextOf(log: AsRunReader, claim: SequenceRange): Promise<SequenceRange[]> {
  const inForce = await activationBefore(log, claim.from);
  const from = await beginOfContext(log, claim.from, inForce?.rules ?? []);
  const before = inForce && inForce.seq >= from ? await activationBefore(log, from) : inForce;
  return [
    ...(before ? [{ from: before.seq, to: before.seq + 1 }] : []),
    ...(from < claim.from ? [{ from, to: claim.from }] : []),
  ];
}

async function activationBefore(log: AsRunReader, seq: number) {
  for await (const [at, bytes] of backwards(log, seq)) {
    const entry = beginsWith(bytes, programmeBytes) ? readEntry(bytes) : undefined;
    const subject = entry && subjectOf(entry);
    if (isActivation(subject)) return { seq: at, rules: subject.rules };
  }
  return undefined;
}

async function beginOfContext(log: AsRunReader, from: number, rules: readonly ShareRule[]): Promise<number> {
  const startMs = await onAirMsAt(log, from);
  const reachMs = windows * Math.max(0, ...rules.map(({ windowMinutes }) => windowMinutes * 60_000));
  let unseen = rules.map(measureOf);
  for await (const [at, bytes] of backwards(log, from)) {
    const entry = readEntry(bytes);
    if (entry?.type === 'play' && entry.airtimeMs > 0) {
      unseen = unseen.filter((measure) => !counts(measure, entry));
    }
    if (unseen.length === 0 && (entry?.onAirMs ?? startMs) <= startMs - reachMs) return at;
  }
  return 0;
}

async function onAirMsAt(log: AsRunReader, seq: number): Promise<number> {
  const [bytes] = await log.readEntries(seq, seq + 1);
  return (bytes && readEntry(bytes)?.onAirMs) ?? 0;
}

/** Entries before `seq`, the latest first. */
async function* backwards(log: AsRunReader, seq: number): AsyncGenerator<[number, Uint8Array]> {
  for (let to = seq; to > 0; to -= entriesPerPage) {
    const from = Math.max(0, to - entriesPerPage);
    const page = await log.readEntries(from, to);
    for (let row = page.length - 1; row >= 0; row--) yield [from + row, page[row] ?? new Uint8Array()];
  }
}

/** The entry, or undefined where the bytes are none. */
export function readEntry(bytes: Uint8Array): AsRunEntry | undefined {
  try {
    return decodeEntry(bytes);
  } catch {
    return undefined;
  }
}

// Entries are written with their type first: most can be passed over without reading them.
const programmeBytes = new TextEncoder().encode('{"type":"programme"');
const onAirBytes = new TextEncoder().encode('{"type":"on-air"');

/** Whether an entry says that nothing was shown. */
export function saysSimulated(bytes: Uint8Array): boolean {
  if (!beginsWith(bytes, onAirBytes)) return false;
  const entry = readEntry(bytes);
  return entry?.type === 'on-air' && entry.simulated === true;
}

function beginsWith(bytes: Uint8Array, start: Uint8Array): boolean {
  for (let at = 0; at < start.length; at++) if (bytes[at] !== start[at]) return false;
  return true;
}
