import type { PlayTable } from './play-table.ts';
import type { RowSubject } from './row-subject.ts';

/** Which plays to list; what is left out is not asked. */
export interface PlayFilter {
  /** Wall time of the first frame, [from, to). */
  readonly fromMs?: number;
  readonly toMs?: number;
  readonly category?: string;
  readonly topic?: string;
  readonly outcome?: string;
  /** Part of the spot's or its playlist's name, in any case. */
  readonly spotText?: string;
}

/** Row numbers of the plays that match, in the order of the log. Every subject is asked once, so a million rows take milliseconds. */
export function filterPlays(table: PlayTable, filter: PlayFilter): Uint32Array {
  const matches = Uint8Array.from(table.subjects, (subject) => (matchesSubject(subject, filter) ? 1 : 0));
  const { fromMs = Number.NEGATIVE_INFINITY, toMs = Number.POSITIVE_INFINITY } = filter;
  const found = new Uint32Array(table.size);
  let count = 0;
  for (const chunk of table.chunks) {
    for (let row = 0; row < chunk.count; row++) {
      const wallMs = chunk.wallMs[row] ?? 0;
      if (matches[chunk.subject[row] ?? -1] === 1 && wallMs >= fromMs && wallMs < toMs) {
        found[count++] = chunk.firstSeq + row;
      }
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
    (filter.outcome === undefined || subject.outcome === filter.outcome) &&
    (text === '' || `${subject.spot} ${subject.playlist ?? ''}`.toLowerCase().includes(text))
  );
}
