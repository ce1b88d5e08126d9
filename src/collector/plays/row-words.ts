import type { AsRunEntry } from '../../core/as-run/entry.ts';
import { subjectOf } from '../../core/report/row-subject.ts';
import { SubjectDictionary } from '../../core/report/subject-dictionary.ts';
import { RowWriter } from './row-binary.ts';

/** The columns that are words, in the table's order. */
const wordColumns = [
  'type',
  'zone',
  'category',
  'topic',
  'spot',
  'kind',
  'playlist',
  'programme',
  'outcome',
  'ended',
  'because',
  'what',
] as const;

/** Empty where an entry has none. */
export type RowWords = { readonly type: string } & { readonly [K in (typeof wordColumns)[number]]?: string };

/** Longer ones come from no playlist. */
const longestWord = 200;
/** What a hostile log can fill. */
const mostKnown = 65_536;

/** The words of entries as rows have them. Plays of one spot say the same, and are put into bytes once. */
export class WordBlocks {
  #dictionary = new SubjectDictionary();
  #blocks: (Uint8Array | undefined)[] = [];

  /** @param entry undefined for bytes that are none */
  of(entry: AsRunEntry | undefined): Uint8Array {
    if (entry?.type !== 'play') return blockOf(rowWords(entry));
    if (this.#dictionary.size > mostKnown) this.#forget();
    const id = this.#dictionary.idOfEntry(entry);
    this.#blocks[id] ??= blockOf(rowWords(entry));
    return this.#blocks[id];
  }

  #forget(): void {
    this.#dictionary = new SubjectDictionary();
    this.#blocks = [];
  }
}

function blockOf(words: RowWords): Uint8Array {
  const rows = new RowWriter(256);
  for (const column of wordColumns) rows.string(Buffer.from((words[column] ?? '').slice(0, longestWord)));
  return rows.bytes();
}

/** The words of an entry as it came: every field may be missing or of another kind. */
export function rowWords(entry: AsRunEntry | undefined): RowWords {
  if (!entry) return { type: 'unreadable' };
  const subject = subjectOf(entry);
  switch (subject.type) {
    case 'play':
    case 'off-air':
      return subject;
    case 'on-air':
      return { ...subject, what: String((entry as { player?: unknown }).player) };
    case 'fault':
      return {
        type: 'fault',
        what: subject.what,
        ended: subject.recovery,
        ...(subject.spot && { spot: subject.spot }),
      };
    case 'programme':
      return { type: 'programme', outcome: subject.action, programme: subject.programme };
    case 'stop':
      return { type: 'stop', outcome: subject.action };
    case 'other':
      return { type: subject.name, outcome: String((entry as { action?: unknown }).action ?? '') };
    default:
      return { type: subject.type };
  }
}
