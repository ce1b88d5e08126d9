import { addDays, type DateRange, daysIn } from '../../core/report/date-range.ts';
import { type HeatMap, heatMapOf } from '../../core/report/heat-map.ts';
import type { Interruption } from '../../core/report/interruptions.ts';
import { type DayReport, type PeriodReport, periodOf } from '../../core/report/period.ts';
import type { Measure } from '../../core/report/promise.ts';
import type { Shortfall } from '../../core/report/shortfall.ts';
import { type SpotTotals, spotTotals } from '../../core/report/spot-totals.ts';
import { wallMsOf } from '../../core/wall-ms-of.ts';
import type { Reading } from './log-desk.ts';

/** What a log says of a period. Each fact is worked out when it is first asked for, and once: a year's plays take a while. */
export class PeriodFacts {
  readonly range: DateRange;
  /** The period in wall time, [fromMs, toMs). */
  readonly fromMs: number;
  readonly toMs: number;
  /** Days on which something was on air. */
  readonly days: readonly DayReport[];
  readonly #reading: Reading;
  readonly #measure: Measure;
  #total: PeriodReport | undefined;
  #heat: HeatMap | undefined;
  #spots: readonly SpotTotals[] | undefined;

  /** @param days of the whole log */
  constructor(reading: Reading, days: readonly DayReport[], measure: Measure, range: DateRange) {
    const { timeZone } = reading.report;
    this.#reading = reading;
    this.#measure = measure;
    this.range = range;
    this.fromMs = wallMsOf(range.from, 0, timeZone);
    this.toMs = wallMsOf(addDays(range.to, 1), 0, timeZone);
    this.days = days.filter(({ date }) => date >= range.from && date <= range.to);
  }

  get total(): PeriodReport {
    this.#total ??= periodOf(this.days.flatMap(({ hours }) => hours));
    return this.#total;
  }

  /** From the first day to the last that has something to show; a month that has just begun is no empty sheet. */
  get heat(): HeatMap {
    const last = this.days[this.days.length - 1]?.date ?? this.range.to;
    const from = this.days[0]?.date ?? this.range.from;
    const shown = daysIn(this.range) <= 31 ? { from: this.range.from, to: last } : { from, to: last };
    this.#heat ??= heatMapOf(
      this.days.flatMap(({ hours }) => hours),
      this.#measure,
      shown,
    );
    return this.#heat;
  }

  /** By spot, of the plays that began in the period. */
  get spots(): readonly SpotTotals[] {
    this.#spots ??= spotTotals(this.#reading.table, this);
    return this.#spots;
  }

  /** Of the measure shown, newest first. */
  get shortfalls(): readonly Shortfall[] {
    return this.#reading.report.shortfalls
      .filter(
        ({ measure, fromMs, toMs }) =>
          measure === this.#measure.key && toMs >= this.fromMs && fromMs < this.toMs,
      )
      .reverse();
  }

  /** Newest first. */
  get interruptions(): readonly Interruption[] {
    return this.#reading.report.interruptions
      .filter((each) => endOf(each) >= this.fromMs && each.fromMs < this.toMs)
      .reverse();
  }
}

function endOf(interruption: Interruption): number {
  if (interruption.kind === 'no-picture') return interruption.fromMs + interruption.durationMs;
  if (interruption.kind === 'clock') return interruption.fromMs;
  return interruption.toMs ?? Number.POSITIVE_INFINITY;
}
