const dayMs = 86_400_000;
const firstDay = Date.UTC(2020, 0, 1) / dayMs;
const lastDay = Date.UTC(2049, 11, 31) / dayMs;

/**
 * The day of an instant in UTC as ClickHouse's `Date` counts: days since 1970-01-01. Tables are partitioned by its month,
 * so what a dead or hostile clock says is all of one day, 0, and not of thousands of months.
 */
export function utcDayOf(wallMs: number): number {
  const day = Math.floor(wallMs / dayMs);
  return day >= firstDay && day <= lastDay ? day : 0;
}
