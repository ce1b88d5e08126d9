import type { AsRunEntry, Outcome, PlayEntry } from '../../../src/core/as-run/entry.ts';
import type { ShareRule } from '../../../src/core/playlist/definition.ts';
import { isoAtOffset } from '../../../src/core/report/csv.ts';

/**
 * A screen in a world of whole seconds: it writes an as-run log and, beside it, notes what was true in every single
 * second. The notes are what the report is checked against; they know nothing of entries.
 */
export interface TrueSecond {
  /** What the screen's wall clock said at its beginning. */
  readonly wallMs: number;
  /** Category on view, with its kind; undefined for no picture. */
  readonly category: string | undefined;
  readonly kind: string | undefined;
  readonly rules: readonly ShareRule[];
}

/** Clocks change at whole minutes, so one answer serves a minute. */
const minutes = new Map<string, string>();
const formats = new Map<string, Intl.DateTimeFormat>();

/** Local date and hour with the zone's name for the offset, so that a doubled hour is two: `2026-11-01 01 EDT`. */
export function localHour(wallMs: number, timeZone: string): string {
  const minute = `${timeZone} ${Math.floor(wallMs / 60_000)}`;
  const known = minutes.get(minute) ?? nameOfHour(wallMs, timeZone);
  minutes.set(minute, known);
  return known;
}

function nameOfHour(wallMs: number, timeZone: string): string {
  const format =
    formats.get(timeZone) ??
    new Intl.DateTimeFormat('en-CA', {
      timeZone,
      hourCycle: 'h23',
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      timeZoneName: 'longOffset',
    });
  formats.set(timeZone, format);
  const part = Object.fromEntries(format.formatToParts(wallMs).map(({ type, value }) => [type, value]));
  return `${part.year}-${part.month}-${part.day} ${part.hour} ${part.timeZoneName}`;
}

export class ScreenWorld {
  readonly entries: AsRunEntry[] = [];
  readonly seconds: TrueSecond[] = [];
  readonly timeZone: string;
  wallMs: number;
  rules: readonly ShareRule[] = [];
  offsetMinutes = 0;
  #view: { category: string; kind: string } | undefined;

  constructor(timeZone: string, wallMs: number) {
    this.timeZone = timeZone;
    this.wallMs = wallMs;
  }

  get onAirMs(): number {
    return this.seconds.length * 1000;
  }

  onAir(): void {
    this.#write({ type: 'on-air', because: 'start', player: 'test' });
  }

  stop(action: 'stopped' | 'lifted'): void {
    this.#write({ type: 'stop', action, by: '值班员', why: '画面异常' });
  }

  offAir(because: 'hidden' | 'crash' | 'closed' | 'stop', seconds: number): void {
    this.#write({ type: 'off-air', because });
    this.wallMs += seconds * 1000;
  }

  activate(rules: readonly ShareRule[], revision: number): void {
    this.rules = rules;
    this.#write({
      type: 'programme',
      action: 'activated',
      programme: { id: 'lobby', revision },
      sha256: '0'.repeat(64),
      timeZone: this.timeZone,
      shares: rules,
    });
  }

  jump(seconds: number): void {
    const oldWall = isoAtOffset(this.wallMs, this.offsetMinutes);
    this.wallMs += seconds * 1000;
    const newWall = isoAtOffset(this.wallMs, this.offsetMinutes);
    this.#write({ type: 'clock', oldWall, newWall, offsetMs: seconds * 1000 });
  }

  silence(seconds: number): void {
    this.#view = undefined;
    this.#pass(seconds);
  }

  /** Shows a spot; `halfway` happens in the middle of it, before its entry is written. */
  play(spot: { category: string; kind: PlayEntry['kind'] }, seconds: number, halfway?: () => void): void {
    const stamp = this.#stamp();
    this.#view = spot;
    this.#pass(Math.floor(seconds / 2));
    halfway?.();
    this.#pass(seconds - Math.floor(seconds / 2));
    this.#view = undefined;
    this.entries.push({ ...playEntry(spot, seconds * 1000), ...stamp, seq: this.entries.length });
  }

  fail(spot: { category: string; kind: PlayEntry['kind'] }): void {
    this.entries.push({ ...playEntry(spot, 0, 'failed'), ...this.#stamp(), seq: this.entries.length });
  }

  fault(what: string): void {
    this.#write({ type: 'fault', what, detail: 'test', recovery: 'none' });
  }

  #pass(seconds: number): void {
    for (let second = 0; second < seconds; second++) {
      const { category, kind } = this.#view ?? {};
      this.seconds.push({ wallMs: this.wallMs, category, kind, rules: this.rules });
      this.wallMs += 1000;
    }
  }

  #write(entry: Unstamped): void {
    this.entries.push({ ...entry, ...this.#stamp() } as AsRunEntry);
  }

  #stamp() {
    return {
      seq: this.entries.length,
      screen: 'test',
      at: isoAtOffset(this.wallMs, this.offsetMinutes),
      monotonicMs: this.onAirMs,
      onAirMs: this.onAirMs,
    };
  }
}

type Stamp = 'seq' | 'screen' | 'at' | 'monotonicMs' | 'onAirMs';
type Unstamped = AsRunEntry extends infer E ? (E extends AsRunEntry ? Omit<E, Stamp> : never) : never;

function playEntry(
  spot: { category: string; kind: PlayEntry['kind'] },
  airtimeMs: number,
  outcome: Outcome = 'completed',
): Omit<PlayEntry, Stamp> {
  return {
    type: 'play',
    programme: { id: 'lobby', revision: 1 },
    playlist: { id: 'list', revision: 2 },
    spot: `${spot.category}-${spot.kind}`,
    kind: spot.kind,
    category: spot.category,
    topic: 'topic',
    zone: 'main',
    plannedMs: airtimeMs,
    airtimeMs,
    gapMs: 0,
    outcome,
    because: { code: 'rotation', category: spot.category },
    ended: outcome === 'failed' ? 'error' : 'end',
  };
}

export function bytesOf(entries: readonly unknown[]): Uint8Array<ArrayBuffer>[] {
  const utf8 = new TextEncoder();
  return entries.map((entry) => utf8.encode(JSON.stringify(entry)));
}
