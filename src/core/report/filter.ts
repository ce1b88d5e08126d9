import type { PlayTable } from './play-table.ts';
import type { RowSubject } from './row-subject.ts';

/** Which plays to list; what is left out is not asked. */
export interface PlayFilter {
  /** Wall time of the first frame, [from, to). */
  readonly fromMs?: number;
  readonly toMs?: number;
  /** Also those that began before `fromMs` and were still on view then: airtime is split at the hour, plays are not. */
  readonly touching?: boolean;
  readonly category?: string;
  readonly topic?: string;
  readonly kinds?: readonly string[];
  readonly zone?: string;
  readonly outcome?: string;
  /** The spot's name, whole. */
  readonly spot?: string;
  /** Part of the spot's or its playlist's name, in any case. */
  readonly spotText?: string;
}

/** Row numbers in the table of the plays that match, in the order of the log. Every subject is asked once, so a million rows take milliseconds. */
export function filterPlays(table: PlayTable, filter: PlayFilter): Uint32Array {
  const matches = Uint8Array.from(table.subjects, (subject) => (matchesSubject(subject, filter) ? 1 : 0));
  const { fromMs = Number.NEGATIVE_INFINITY, toMs = Number.POSITIVE_INFINITY, touching = false } = filter;
  const found = new Uint32Array(table.size);
  let [count, index] = [0, 0];
  for (const { count: rows, subject, wallMs, airtimeMs } of table.chunks) {
    for (let row = 0; row < rows; row++, index++) {
      if (matches[subject[row] ?? -1] !== 1) continue;
      const at = wallMs[row] ?? 0;
      const begins = at >= fromMs || (touching && at + (airtimeMs[row] ?? 0) > fromMs);
      if (begins && at < toMs) found[count++] = index;
    }
  }
  return found.subarray(0, count);
}

function matchesSubject(subject: RowSubject, filter: PlayFilter): boolean {
  if (subject.type !== 'play') return false;
  const text = (filter.spotText ?? '').trim().toLowerCase();
  return (
    (filter.category === undefined || subject.category === filter.category) &&
    (filter.topic === undefined || subject.topic === filter.topic) &&
    (filter.kinds === undefined || filter.kinds.includes(subject.kind)) &&
    (filter.zone === undefined || subject.zone === filter.zone) &&
    (filter.outcome === undefined || subject.outcome === filter.outcome) &&
    (filter.spot === undefined || subject.spot === filter.spot) &&
    (text === '' || `${subject.spot} ${subject.playlist ?? ''}`.toLowerCase().includes(text))
  );
}
