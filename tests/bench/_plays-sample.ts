import type { PlayEntry } from '../../src/core/as-run/entry.ts';
import { isoWithOffset } from '../../src/core/wall-time.ts';
import { topics } from '../contracts/lobby-log.ts';

/** A day of a lobby's plays as its log has them: every fifth a film of the office, four of the venue's own. */
export class DayOfPlays {
  readonly origin: string;
  readonly #number: number;
  readonly #screen: string;
  readonly #fromMs: number;
  readonly #everyMs: number;

  /** @param number tells screens apart */
  constructor(number: number, fromMs: number, plays: number, dayMs = 86_400_000) {
    this.#number = number;
    this.#screen = screenName(number);
    this.origin = `changming/${this.#screen}/1`;
    this.#fromMs = fromMs;
    this.#everyMs = Math.floor(dayMs / plays);
  }

  /** Entries [from, to), byte for byte the same whenever they are asked for. */
  entries(from: number, to: number): Uint8Array<ArrayBuffer>[] {
    return Array.from({ length: to - from }, (_, index) =>
      utf8.encode(JSON.stringify(this.entry(from + index))),
    );
  }

  entry(seq: number): PlayEntry {
    const lateMs = scatter(seq, this.#number) % 400;
    const nextLateMs = scatter(seq + 1, this.#number) % 400;
    const gapMs = scatter(seq, 7) % 67;
    const onAirMs = seq * this.#everyMs + lateMs;
    const isFilm = seq % 5 === 0;
    const category = isFilm ? 'anti-fraud' : 'host';
    return {
      type: 'play',
      seq,
      screen: this.#screen,
      at: isoWithOffset(this.#fromMs + onAirMs, 'Asia/Shanghai'),
      monotonicMs: onAirMs + 2_000 + (scatter(this.#number, seq >> 6) % 9),
      onAirMs,
      programme: { id: 'bank-lobby', revision: 3 },
      playlist: { id: isFilm ? 'anti-fraud-starter' : 'bank-sample', revision: 4 },
      spot: isFilm ? `${topics[seq % topics.length]}-film` : `service-${seq % 9}`,
      kind: isFilm ? 'video' : 'image',
      creative: creatives[isFilm ? seq % topics.length : 9 + (seq % 9)] ?? '',
      category,
      ...(isFilm && { topic: topics[seq % topics.length] ?? '' }),
      zone: 'main',
      plannedMs: this.#everyMs,
      airtimeMs: this.#everyMs - lateMs + nextLateMs - (scatter(seq + 1, 7) % 67),
      gapMs,
      ...(isFilm && { frames: { shown: 430 + (gapMs % 20), dropped: gapMs % 4 } }),
      outcome: 'completed',
      because: isFilm
        ? {
            code: 'due',
            category,
            atLeast: 0.15,
            without: 0.1387 + (scatter(seq, 3) % 100_000) / 1e8,
            atOnAirMs: onAirMs + 30_000,
          }
        : { code: 'rotation', category },
      ended: 'end',
    };
  }
}

const utf8 = new TextEncoder();
const creatives = Array.from({ length: 18 }, (_, at) =>
  (at * 7_919).toString(16).padStart(4, '0').repeat(16),
);
const letters = 'abcdefghijklmnopqrstuvwxyz234567';

/** The same for the same, and else anything below 2^32. */
function scatter(a: number, b: number): number {
  const mixed = Math.imul(a ^ Math.imul(b + 1, 0x9e3779b1), 0x85ebca6b);
  return Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35) >>> 0;
}

/** 16 base-32 letters, as a key's hash gives them. */
function screenName(number: number): string {
  let state = (number + 1) * 2_654_435_761;
  return Array.from({ length: 16 }, () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return letters.charAt(state >>> 27);
  }).join('');
}
