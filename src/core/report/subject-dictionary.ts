import type { RowSubject } from './row-subject.ts';

/** Gives every distinct subject a number, in the order of first sight. Only grows. */
export class SubjectDictionary {
  readonly #subjects: RowSubject[];
  readonly #ids = new Map<string, number>();

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

  idOf(subject: RowSubject): number {
    const key = JSON.stringify(subject);
    const known = this.#ids.get(key);
    if (known !== undefined) return known;
    this.#ids.set(key, this.#subjects.length);
    return this.#subjects.push(subject) - 1;
  }
}
