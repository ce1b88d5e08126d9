import { type Hour, hourOf } from '../../core/report/hours.ts';
import { countedZone } from '../../core/report/report.ts';
import { wallMsOf } from '../../core/wall-ms-of.ts';
import { utcDayOf } from './calendar-day.ts';
import { quarterMs } from './on-air-quarters.ts';
import { type PlaysSql, quoted } from './plays-sql.ts';
import { RowReader } from './row-binary.ts';

export interface DayAsked {
  /** Local, `2026-11-22`. */
  readonly date: string;
  /** IANA name. */
  readonly timeZone: string;
  /** Of the share: `anti-fraud`. */
  readonly category: string;
  readonly database?: string;
}

/** What each screen showed in each clock hour of a day; 1.2 million numbers twice for 50,000 screens. */
export interface DayOfShares {
  /** The clock hours of the day, as `core/report` has them: 24, or so many as there were. */
  readonly hours: readonly Hour[];
  /** Those with an entry of that day, in no order. */
  readonly screens: readonly string[];
  /** Of screen i in hour j at `i * hours.length + j`. On-air time. */
  readonly onAirMs: Float64Array;
  /** Airtime of the category, in the zone that shares are told of. */
  readonly airtimeMs: Float64Array;
}

/**
 * Share of time by screen and hour: the same sums as `core/report` makes of each screen's log. Grouped by eight bytes of
 * the hash of a screen's name, which takes half as long as the name and tells 50,000 screens apart but once in 10^10 times.
 * @throws RangeError when the zone is unknown or `date` is not `yyyy-mm-dd`
 */
export async function shareByHour(sql: PlaysSql, asked: DayAsked): Promise<DayOfShares> {
  const hours = hoursOf(asked.date, asked.timeZone);
  return readShares(await sql.select(statementOf(sql, asked, hours)), hours);
}

/** The clock hours of a local day. */
export function hoursOf(date: string, timeZone: string): Hour[] {
  const hours: Hour[] = [];
  for (let at = wallMsOf(date, 0, timeZone); ; ) {
    const hour = hourOf(at, timeZone);
    if (hour.date !== date) return hours;
    hours.push(hour);
    at = hour.endMs;
  }
}

function statementOf(
  sql: PlaysSql,
  { category, database = 'changming' }: DayAsked,
  hours: readonly Hour[],
): string {
  const from = quarterOf(hours[0]?.startMs);
  const to = quarterOf(hours[hours.length - 1]?.endMs);
  const day = (quarter: number) => `toDate(${utcDayOf(quarter * quarterMs)})`;
  const shares = `select any(screen) as name, shard, toUInt8(${hourIndex(hours, from)}) as hour,
      sum(on_air_ms) as on_air, sumIf(airtime_ms, category = ${quoted(category)} and zone = ${quoted(countedZone)}) as aired
    from ${database}.plays final
    where day >= ${day(from)} and day <= ${day(to - 1)} and quarter >= ${from} and quarter < ${to}
    group by shard, hour`;
  return `select any(name), groupArray(hour), groupArray(on_air), groupArray(aired) from (${shares})
    group by shard ${sql.reportSettings}`;
}

/** All zones' offsets are whole quarters, and so are their changes since 1990. */
function quarterOf(wallMs = 0): number {
  return Math.floor(wallMs / quarterMs);
}

/** Which hour of the day a quarter is of: by arithmetic, or, on days with a change of clocks, by a list. */
function hourIndex(hours: readonly Hour[], from: number): string {
  if (hours.every(({ startMs }, index) => quarterOf(startMs) === from + index * 4)) {
    return `intDiv(quarter - ${from}, 4)`;
  }
  const quarters = hours.flatMap(({ startMs, endMs }, index) =>
    Array.from({ length: quarterOf(endMs) - quarterOf(startMs) }, (_, at) => [
      quarterOf(startMs) + at,
      index,
    ]),
  );
  const list = (column: number) => quarters.map((pair) => pair[column]).join(', ');
  return `transform(quarter, [${list(0)}], [${list(1)}], 0)`;
}

/** One row for each screen, with a list for each column. */
function readShares(rows: Uint8Array, hours: readonly Hour[]): DayOfShares {
  const reader = new RowReader(rows);
  const screens: string[] = [];
  const columns = { onAirMs: [] as Float64Array[], airtimeMs: [] as Float64Array[] };
  while (!reader.isAtEnd) {
    screens.push(reader.text());
    const indices = Array.from({ length: reader.size() }, () => reader.uint8());
    for (const column of [columns.onAirMs, columns.airtimeMs])
      column.push(cells(reader, indices, hours.length));
  }
  return { hours, screens, onAirMs: joined(columns.onAirMs), airtimeMs: joined(columns.airtimeMs) };
}

function cells(reader: RowReader, indices: readonly number[], length: number): Float64Array {
  const found = new Float64Array(length);
  const count = reader.size();
  for (let at = 0; at < count; at++) found[indices[at] ?? length] = reader.uint64();
  return found;
}

function joined(rows: readonly Float64Array[]): Float64Array {
  const all = new Float64Array(rows.reduce((sum, row) => sum + row.length, 0));
  let at = 0;
  for (const row of rows) {
    all.set(row, at);
    at += row.length;
  }
  return all;
}
