import type { DateRange } from '../../report/date-range.ts';
import { addDays } from '../../report/date-range.ts';
import type { PlayTable } from '../../report/play-table.ts';
import { timeZoneOf } from '../../report/report.ts';
import { wallMsOf } from '../../wall-ms-of.ts';
import type { SequenceRange } from '../carried-entries.ts';

/**
 * The entries of some days in the report's time zone: from the first to the last that is stamped so. Where the clock
 * was set back or ahead, entries between them with other stamps are among them, because a range has no holes.
 * @param table the whole log
 * @returns undefined when no entry is of those days
 */
export function sequencesOfDates(table: PlayTable, { from, to }: DateRange): SequenceRange | undefined {
  const timeZone = timeZoneOf(table);
  const [fromMs, toMs] = [wallMsOf(from, 0, timeZone), wallMsOf(addDays(to, 1), 0, timeZone)];
  let range: SequenceRange | undefined;
  for (const { firstSeq, count, wallMs } of table.chunks) {
    for (let row = 0; row < count; row++) {
      const at = wallMs[row] ?? 0;
      if (at < fromMs || at >= toMs) continue;
      range = { from: range?.from ?? firstSeq + row, to: firstSeq + row + 1 };
    }
  }
  return range;
}
