import type { AsRunEntry, PlayEntry } from '../as-run/entry.ts';
import { type RowSubject, subjectOf } from './row-subject.ts';

/** More than a screen has spots; bounds what a hostile log can fill. */
const mostRecentPlays = 4096;

/** Gives every distinct subject a number, in the order of first sight. Only grows. */
export class SubjectDictionary {
  readonly #subjects: RowSubject[];
  readonly #ids = new Map<string, number>();
  readonly #recentPlays = new Map<string, { readonly play: PlayEntry; readonly id: number }>();

  constructor(subjects: readonly RowSubject[] = []) {
    this.#subjects = [...subjects];
    this.#subjects.forEach((subject, id) => {
      this.#ids.set(JSON.stringify(subject), id);
    });
  }

  get subjects(): readonly RowSubject[] {
    return this.#subjects;
  }

  get size(): number {
    return this.#subjects.length;
  }

  /**
   * The number of an entry's subject. Most plays say what another of the same spot has said, and are known by that:
   * comparing costs a fraction of putting the subject into words.
   */
  idOfEntry(entry: AsRunEntry): number {
    if (entry.type !== 'play') return this.idOf(subjectOf(entry));
    const hint = `${entry.spot} ${entry.because?.code} ${entry.outcome}`;
    const recent = this.#recentPlays.get(hint);
    if (recent && saysTheSame(recent.play, entry)) return recent.id;
    const id = this.idOf(subjectOf(entry));
    if (this.#recentPlays.size >= mostRecentPlays) this.#recentPlays.clear();
    this.#recentPlays.set(hint, { play: entry, id });
    return id;
  }

  idOf(subject: RowSubject): number {
    const key = JSON.stringify(subject);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#subjects.length);
    return this.#subjects.push(subject) - 1;
  }
}

/** Compared as they stand in the log: what is equal here has equal subjects. */
function saysTheSame(a: PlayEntry, b: PlayEntry): boolean {
  return (
    a.spot === b.spot &&
    a.category === b.category &&
    a.topic === b.topic &&
    a.kind === b.kind &&
    a.zone === b.zone &&
    a.outcome === b.outcome &&
    a.ended === b.ended &&
    a.creative === b.creative &&
    a.because?.code === b.because?.code &&
    isSameRevision(a.programme, b.programme) &&
    isSameRevision(a.playlist, b.playlist)
  );
}

function isSameRevision(a: PlayEntry['playlist'], b: PlayEntry['playlist']): boolean {
  return a?.id === b?.id && a?.revision === b?.revision;
}
