import { zoneOf } from '../zones/zone-rules.ts';
import { noPictureFromMs } from './interruptions.ts';
import type { PlayTable } from './play-table.ts';
import { isActivation } from './promise.ts';
import type { Shortfall } from './shortfall.ts';

/** What the log says of the time in which a shortfall came about. Nothing here is guessed: what it does not say is left out. */
export interface ShortfallCauses {
  /** Spots of the promised category that failed or were cut, with how often and how much of their planned time was lost. */
  readonly lostPlays: readonly LostPlays[];
  /** Faults by name, with how often. */
  readonly faults: ReadonlyMap<string, number>;
  /** On air without a picture, in stretches that are listed as interruptions. */
  readonly noPictureMs: number;
  /** Programmes that came into force, `<id>@<revision>`. */
  readonly programmes: readonly string[];
  /** Wall time from the first to the last row that was looked at. */
  readonly fromMs: number;
  readonly toMs: number;
}

export interface LostPlays {
  readonly spot: string;
  readonly outcome: string;
  readonly ended: string;
  readonly plays: number;
  readonly lostMs: number;
}

/** Reads the rows from where the windows that were short begin to where the shortfall was deepest. */
export function causesOf(table: PlayTable, shortfall: Shortfall): ShortfallCauses {
  const { category } = shortfall.rule;
  const zone = zoneOf(shortfall.rule);
  const lost = new Map<string, LostPlays>();
  const faults = new Map<string, number>();
  const programmes: string[] = [];
  let noPictureMs = 0;
  let [fromMs, toMs] = [shortfall.fromMs, shortfall.fromMs];
  let pictureEndMs: number | undefined;
  forRows(table, shortfall.sinceOnAirMs, shortfall.toOnAirMs, (chunk, row, onAirMs) => {
    const subject = table.subjects[chunk.subject[row] ?? -1];
    const wallMs = chunk.wallMs[row] ?? 0;
    [fromMs, toMs] = [Math.min(fromMs, wallMs), Math.max(toMs, wallMs)];
    if (subject?.type === 'fault') faults.set(subject.what, (faults.get(subject.what) ?? 0) + 1);
    if (isActivation(subject)) programmes.push(subject.programme);
    if (subject?.type !== 'play' || subject.zone !== zone) return;
    const airtimeMs = chunk.airtimeMs[row] ?? 0;
    if (airtimeMs > 0) {
      const blackMs = onAirMs - (pictureEndMs ?? onAirMs);
      if (blackMs >= noPictureFromMs) noPictureMs += blackMs;
      pictureEndMs = Math.max(pictureEndMs ?? 0, onAirMs + airtimeMs);
    }
    if (subject.category !== category || subject.outcome === 'completed') return;
    const key = JSON.stringify([subject.spot, subject.outcome, subject.ended]);
    const known = lost.get(key);
    lost.set(key, {
      spot: subject.spot,
      outcome: subject.outcome,
      ended: subject.ended,
      plays: (known?.plays ?? 0) + 1,
      lostMs: (known?.lostMs ?? 0) + Math.max(0, (chunk.plannedMs[row] ?? 0) - airtimeMs),
    });
  });
  const lostPlays = [...lost.values()].sort((a, b) => b.lostMs - a.lostMs);
  return { lostPlays, faults, noPictureMs, programmes: [...new Set(programmes)], fromMs, toMs };
}

type Chunk = PlayTable['chunks'][number];

/** A play is written when it ends, with the time at which it began: rows may be out of turn by as much as a play lasts. */
const outOfTurnMs = 3_600_000;

/** Rows with on-air times in [from, to], the first of them found by halving. */
function forRows(
  { chunks }: PlayTable,
  fromOnAirMs: number,
  toOnAirMs: number,
  visit: (chunk: Chunk, row: number, onAirMs: number) => void,
): void {
  let [low, high] = [0, chunks.length - 1];
  while (low < high) {
    const middle = Math.floor((low + high) / 2);
    const chunk = chunks[middle];
    if ((chunk?.onAirMs[chunk.count - 1] ?? 0) < fromOnAirMs - outOfTurnMs) low = middle + 1;
    else high = middle;
  }
  for (let index = low; index < chunks.length; index++) {
    const chunk = chunks[index];
    if (!chunk || (chunk.onAirMs[0] ?? 0) > toOnAirMs + outOfTurnMs) return;
    for (let row = 0; row < chunk.count; row++) {
      const onAirMs = chunk.onAirMs[row] ?? 0;
      if (onAirMs >= fromOnAirMs && onAirMs <= toOnAirMs) visit(chunk, row, onAirMs);
    }
  }
}
