import type { DateRange } from '../../core/report/date-range.ts';
import type { PlayFilter } from '../../core/report/filter.ts';
import type { DayReport } from '../../core/report/period.ts';
import type { Measure } from '../../core/report/promise.ts';
import { promiseOf, type ShareTotals, shareOf, verdictOf } from '../../core/report/share-totals.ts';
import { zoneOf } from '../../core/zones/zone-rules.ts';
import type { ShareBar } from '../../elements/charts/share-bar.ts';
import { percent } from '../../elements/controls/format.ts';
import { categoryName, kindName } from '../../elements/controls/vocabulary.ts';
import { text } from '../../elements/language.ts';
import { messages } from '../words/messages.ts';
import type { Reading } from './log-desk.ts';
import type { PeriodFacts } from './period-facts.ts';
import type { SpotBook } from './spot-book.ts';

/** Everything the page shows of a log, as it has been asked for. */
export interface DeskView {
  readonly reading: Reading;
  /** Of the whole log. */
  readonly days: readonly DayReport[];
  /** What shares are shown of; a share without a promise where no programme promised any. */
  readonly measure: Measure;
  readonly period: PeriodFacts;
  /** The day whose hours and plays are shown. */
  readonly day: string;
  /** Today's local date. */
  readonly today: string;
  readonly spots: SpotBook;
  /** Why nothing here may be taken for evidence, where that is so. */
  readonly doubt: 'unverified' | 'simulated' | undefined;
}

/** What a section may ask of the page. */
export interface DeskActions {
  /** Shows the plays from which a figure was made, under its name. */
  trace(trace: Trace): void;
  chooseDay(date: string): void;
  choosePeriod(range: DateRange): void;
}

export interface Trace {
  readonly filter: PlayFilter;
  readonly name: string;
}

export function measureName({ category, kinds, of, zone }: Measure): string {
  const say = text(messages);
  const name = say.measureName(categoryName(category), (kinds ?? []).map(kindName).join(' / '));
  const base = of === 'commercial' ? `${name} · ${say.ofCommercial}` : name;
  return zone === undefined ? base : `${base} · ${say.inZone(zone)}`;
}

/** The plays that count for a measure. */
export function countingFilter(measure: Measure): PlayFilter {
  const { category, kinds } = measure;
  return { category, ...(kinds ? { kinds } : {}), zone: zoneOf(measure) };
}

export function barOf(key: string, label: string, name: string, totals: ShareTotals): ShareBar {
  const share = shareOf(totals);
  const promise = totals.promisedMs > 0 ? promiseOf(totals) : undefined;
  return {
    key,
    label,
    description: shareInWords(name, totals),
    share,
    promise,
    verdict: verdictShown(totals),
  };
}

/** `2026-11-22 14:00 · 13.3 % · promised 15 % · promise not kept`. */
export function shareInWords(name: string, totals: ShareTotals): string {
  const say = text(messages);
  const share = shareOf(totals);
  const promise = totals.promisedMs > 0 ? promiseOf(totals) : undefined;
  return [
    name,
    share === undefined ? say.noPicture : percent(share),
    ...(promise === undefined ? [] : [say.promise(percent(promise)), say.mark[verdictOf(totals)]]),
  ].join(' · ');
}

/** Without a promise a share is shown for what it is: neither kept nor broken. */
export function verdictShown(totals: ShareTotals): ShareBar['verdict'] {
  if (totals.ofMs > 0 && totals.promisedMs === 0) return 'met';
  return verdictOf(totals);
}
