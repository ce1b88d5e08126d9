/**
 * The on-air clock of a log laid over quarters of an hour, as `core/report` lays it over clock hours: durations come from
 * the on-air clock alone, the wall clock says only when they were. Every zone's offset is a whole number of quarters, so
 * clock hours and days of any zone are made of them without a remainder.
 */
export const quarterMs = 900_000;

/** What one entry adds to one quarter. */
export interface QuarterPart {
  /** Quarters since 1970-01-01T00:00Z. */
  readonly quarter: number;
  readonly onAirMs: number;
  readonly airtimeMs: number;
  /** The entry is of this quarter: its play began in it. One of an entry's parts is. */
  readonly begins: boolean;
}

/** All that the entries before one say about it. Small, and the same however they came. */
export interface OnAirState {
  /** How far on-air time has got. */
  readonly onAirMs: number;
  /** End of the last picture. */
  readonly pictureEndMs: number;
  /** On-air time and what the wall clock said there, in order; each holds until the next. */
  readonly anchors: readonly (readonly [onAirMs: number, wallMs: number])[];
}

/** A screen that shows nothing writes on; what it says of clocks is forgotten at some time. */
const mostAnchors = 64;
/** What one entry says of more than a day comes from a broken clock, and is not spread over thousands of rows. */
const mostQuarters = 96;
const lastQuarter = 4_294_967_295;

/**
 * Follows one log. Entries have to come in order. What runs once for each of a million entries changes its fields in
 * place; {@link state} is a copy.
 */
export class OnAirQuarters {
  #begun: boolean;
  #onAirMs: number;
  #pictureEndMs: number;
  #anchors: (readonly [number, number])[];

  constructor(state?: OnAirState) {
    this.#begun = state !== undefined;
    this.#onAirMs = state?.onAirMs ?? 0;
    this.#pictureEndMs = state?.pictureEndMs ?? 0;
    this.#anchors = [...(state?.anchors ?? [])];
  }

  /** Undefined before the first entry. */
  get state(): OnAirState | undefined {
    if (!this.#begun) return undefined;
    return { onAirMs: this.#onAirMs, pictureEndMs: this.#pictureEndMs, anchors: [...this.#anchors] };
  }

  /** A play in the zone that is told of: `onAirMs` and `wallMs` are those of its first frame. */
  play(onAirMs: number, wallMs: number, airtimeMs: number): QuarterPart[] {
    const parts = new Parts();
    this.#begin(onAirMs, wallMs);
    this.#anchor(onAirMs, wallMs, parts);
    const beginsAtMs = this.#wallMsAt(onAirMs);
    const from = Math.max(onAirMs, this.#pictureEndMs);
    const to = onAirMs + airtimeMs;
    this.#advance(to, parts);
    if (to > from) this.#picture(from, to, parts);
    return parts.begunAt(beginsAtMs);
  }

  /** Any other entry: on-air time has got there, by the clock that ran until then. */
  pass(onAirMs: number, wallMs: number): QuarterPart[] {
    const parts = new Parts();
    this.#begin(onAirMs, wallMs);
    this.#advance(onAirMs, parts);
    this.#anchor(onAirMs, wallMs, parts);
    return parts.begunAt(wallMs);
  }

  #begin(onAirMs: number, wallMs: number): void {
    if (this.#begun) return;
    this.#begun = true;
    this.#onAirMs = onAirMs;
    this.#pictureEndMs = onAirMs;
    this.#anchors = [[onAirMs, wallMs]];
  }

  /** Ignored for times already passed. */
  #anchor(onAirMs: number, wallMs: number, parts: Parts): void {
    if (onAirMs < this.#onAirMs) return;
    this.#advance(onAirMs, parts);
    if (this.#anchors[this.#anchors.length - 1]?.[0] === onAirMs) this.#anchors.pop();
    this.#anchors.push([onAirMs, wallMs]);
    if (this.#anchors.length > mostAnchors) this.#anchors.shift();
  }

  #advance(toMs: number, parts: Parts): void {
    if (toMs <= this.#onAirMs) return;
    parts.add('onAirMs', this.#wallMsAt(this.#onAirMs), toMs - this.#onAirMs);
    this.#onAirMs = toMs;
  }

  #picture(from: number, to: number, parts: Parts): void {
    const anchors = this.#anchors;
    for (let at = from, index = this.#indexAt(from); at < to; index++) {
      const end = Math.min(to, anchors[index + 1]?.[0] ?? to);
      parts.add('airtimeMs', this.#wallMsAt(at), end - at);
      at = end;
    }
    this.#pictureEndMs = to;
    const last = this.#indexAt(to);
    if (last > 0) anchors.splice(0, last);
  }

  #wallMsAt(onAirMs: number): number {
    const [at = 0, wallMs = 0] = this.#anchors[this.#indexAt(onAirMs)] ?? [];
    return wallMs + onAirMs - at;
  }

  /** The anchor that holds there; the first one before it. */
  #indexAt(onAirMs: number): number {
    let index = this.#anchors.length - 1;
    while (index > 0 && (this.#anchors[index]?.[0] ?? 0) > onAirMs) index--;
    return index;
  }
}

/** A play beside the picture, in another zone: airtime of its own and no on-air time. */
export function playBeside(wallMs: number, airtimeMs: number): QuarterPart[] {
  const parts = new Parts();
  parts.add('airtimeMs', wallMs, airtimeMs);
  return parts.begunAt(wallMs);
}

class Parts {
  /** Nearly always one, sometimes two. */
  readonly #parts: { -readonly [K in keyof QuarterPart]: QuarterPart[K] }[] = [];

  add(what: 'onAirMs' | 'airtimeMs', fromWallMs: number, durationMs: number): void {
    let left = durationMs;
    for (let at = fromWallMs, steps = 1; left > 0; steps++) {
      const untilNext = (Math.floor(at / quarterMs) + 1) * quarterMs - at;
      const step = steps < mostQuarters ? Math.min(left, untilNext) : left;
      this.#at(at)[what] += step;
      at += step;
      left -= step;
    }
  }

  begunAt(wallMs: number): QuarterPart[] {
    this.#at(wallMs).begins = true;
    return this.#parts;
  }

  #at(wallMs: number) {
    const quarter = Math.min(Math.max(Math.floor(wallMs / quarterMs), 0), lastQuarter);
    for (const part of this.#parts) if (part.quarter === quarter) return part;
    const part = { quarter, onAirMs: 0, airtimeMs: 0, begins: false };
    this.#parts.push(part);
    return part;
  }
}
