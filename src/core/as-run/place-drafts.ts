import type { AsRunEntry, EntryDraft } from './entry.ts';
import { encodeEntry, trimDraft } from './entry-text.ts';
import { playKey } from './in-flight.ts';
import type { RecentPlays } from './recent-plays.ts';

export interface Placed {
  /** One entry for each draft, in order: those added, and for plays written before, their entries of then. */
  readonly result: AsRunEntry[];
  /** What has to be written. */
  readonly added: { readonly entry: AsRunEntry; readonly bytes: Uint8Array<ArrayBuffer> }[];
}

/**
 * Gives drafts their sequence numbers, from `nextSeq` on, and their bytes.
 * Throws `AsRunLogError` when one of them cannot be written.
 */
export function placeDrafts(
  drafts: readonly EntryDraft[],
  nextSeq: number,
  screen: string,
  written: RecentPlays,
): Placed {
  const placed: Placed = { result: [], added: [] };
  for (const draft of drafts) {
    const before = draft.type === 'play' ? written.get(playKey(draft)) : undefined;
    const entry = before ?? { ...trimDraft(draft), seq: nextSeq + placed.added.length, screen };
    placed.result.push(entry);
    if (before === undefined) placed.added.push({ entry, bytes: encodeEntry(entry) });
  }
  return placed;
}
