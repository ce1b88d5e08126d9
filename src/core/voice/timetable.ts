import { minuteOf } from '../playlist/daypart.ts';
import type { Programme, VoiceRules } from '../playlist/definition.ts';
import { openingHours } from '../playlist/eligible.ts';
import { wallMsOf } from '../wall-ms-of.ts';
import { isoWithOffset, localTime } from '../wall-time.ts';

/** One announcement that the timetable asks for. */
export interface SetInstant {
  /** `2026-11-22T07:50:00.000+08:00` */
  readonly at: string;
  readonly wallMs: number;
  /** Unlike that of any other: the instant, and its place among those of the same instant. */
  readonly key: string;
  readonly lateByAtMostMs: number;
  /** Ids of the announcements it may be; undefined for any. */
  readonly spots: readonly string[] | undefined;
}

type Timed = Pick<Programme, 'voice' | 'timeZone' | 'hours'>;
type SetTime = NonNullable<VoiceRules['setTimes']>[number];

const dayMs = 86_400_000;

/**
 * The set times in (fromWallMs, toWallMs] that fall into the opening hours, in their order; those of one instant in
 * the programme's. A time that a clock change skips comes at the change, one that it doubles comes once, the first time.
 */
export function setInstants(programme: Timed, fromWallMs: number, toWallMs: number): SetInstant[] {
  const { timeZone, voice } = programme;
  const found: SetInstant[] = [];
  const of = new Map<number, number>();
  const times = (voice?.setTimes ?? []).flatMap((entry) => entry.at.map((at) => ({ entry, at })));
  // A day at either end more: the local date is ahead of or behind that of UTC.
  for (const date of datesFrom(fromWallMs - dayMs, toWallMs + dayMs)) {
    const { day } = localTime(wallMsOf(date, 720, timeZone), timeZone);
    for (const { entry, at } of times) {
      if (entry.days && !entry.days.includes(day)) continue;
      const wallMs = wallMsOf(date, minuteOf(at), timeZone);
      if (wallMs <= fromWallMs || wallMs > toWallMs || !openingHours(programme, wallMs).open) continue;
      const place = of.get(wallMs) ?? 0;
      of.set(wallMs, place + 1);
      found.push(instantOf(entry, wallMs, place, timeZone));
    }
  }
  return found.sort((one, other) => one.wallMs - other.wallMs);
}

/** The first set time after an instant; undefined when there is none within a week and a day. */
export function nextSetInstant(programme: Timed, afterWallMs: number): SetInstant | undefined {
  if (!programme.voice?.setTimes) return undefined;
  for (let day = 0; day < 8; day++) {
    const [first] = setInstants(programme, afterWallMs + day * dayMs, afterWallMs + (day + 1) * dayMs);
    if (first) return first;
  }
  return undefined;
}

/** When the quiet hours that hold at an instant are over; undefined when none hold. */
export function quietUntil({ voice, timeZone }: Timed, wallMs: number): number | undefined {
  const hours = voice?.quietHours;
  if (!hours) return undefined;
  let atMs = wallMs;
  // Each step is a boundary of a part of the day: a week of them without an end is quiet for ever.
  for (let step = 0; step < 7 * (2 * hours.length + 1); step++) {
    const { open: quiet, untilWallMs } = openingHours({ hours, timeZone }, atMs);
    if (!quiet) return atMs === wallMs ? undefined : atMs;
    atMs = untilWallMs;
  }
  return Number.POSITIVE_INFINITY;
}

function instantOf(entry: SetTime, wallMs: number, place: number, timeZone: string): SetInstant {
  const at = isoWithOffset(wallMs, timeZone);
  return {
    at,
    wallMs,
    key: keyOf(at, place),
    lateByAtMostMs: entry.lateByAtMostSeconds * 1_000,
    spots: entry.spots,
  };
}

/** @param place among those of the same instant, from 0 */
export function keyOf(at: string, place: number): string {
  return `${at} ${place}`;
}

function datesFrom(fromWallMs: number, toWallMs: number): string[] {
  const dates = [];
  for (let ms = fromWallMs; ms < toWallMs + dayMs; ms += dayMs) dates.push(dateOf(Math.min(ms, toWallMs)));
  return [...new Set(dates)];
}

function dateOf(wallMs: number): string {
  return new Date(wallMs).toISOString().slice(0, 10);
}
