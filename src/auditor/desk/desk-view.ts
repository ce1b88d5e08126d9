import type { DayReport } from '../../core/report/period.ts';
import type { Measure } from '../../core/report/promise.ts';
import {
  emptyShare,
  promiseOf,
  type ShareTotals,
  shareOf,
  verdictOf,
} from '../../core/report/share-totals.ts';
import type { ShareBar } from '../../elements/charts/share-bar.ts';
import { percent } from '../../elements/controls/format.ts';
import { categoryName, kindName } from '../../elements/controls/vocabulary.ts';
import { text } from '../../elements/language.ts';
import { messages } from '../words/messages.ts';
import type { Reading } from './log-desk.ts';

/** Everything the page shows of a reading, as it has been asked for. */
export interface DeskView {
  readonly reading: Reading;
  readonly days: readonly DayReport[];
  /** What shares are shown of; a share without a promise where no programme promised any. */
  readonly measure: Measure;
  /** Local dates, both inclusive. */
  readonly from: string;
  readonly to: string;
  /** The day whose hours are shown. */
  readonly day: string;
  /** Today's local date. */
  readonly today: string;
}

/** For logs whose programmes promise nothing: what most people would ask for. */
export const antiFraudMeasure: Measure = { key: 'anti-fraud on-air *', category: 'anti-fraud', of: 'on-air' };

export function daysInPeriod({ days, from, to }: DeskView): DayReport[] {
  return days.filter(({ date }) => date >= from && date <= to);
}

/** A share as it was promised, or, where nothing was, airtime beside on-air time. */
export function shareFor(
  part: Pick<DayReport, 'shares' | 'onAirMs'> & {
    readonly topics: Iterable<{ category: string; airtimeMs: number }>;
  },
  measure: Measure,
): ShareTotals {
  const promised = part.shares.get(measure.key);
  if (promised) return promised;
  if (measure !== antiFraudMeasure) return emptyShare();
  const ofCategory = [...part.topics].filter(({ category }) => category === measure.category);
  const airtimeMs = ofCategory.reduce((sum, topic) => sum + topic.airtimeMs, 0);
  return { ...emptyShare(), airtimeMs, ofMs: part.onAirMs };
}

export function measureName({ category, kinds, of }: Measure): string {
  const say = text(messages);
  const name = say.measureName(categoryName(category), (kinds ?? []).map(kindName).join(' / '));
  return of === 'commercial' ? `${name} · ${say.ofCommercial}` : name;
}

export function barOf(key: string, label: string, name: string, totals: ShareTotals): ShareBar {
  const say = text(messages);
  const share = shareOf(totals);
  const promise = totals.promisedMs > 0 ? promiseOf(totals) : undefined;
  const figures = share === undefined ? say.noPicture : percent(share);
  const promised = promise === undefined ? '' : ` · ${say.promise(percent(promise))}`;
  return {
    key,
    label,
    description: `${name} · ${figures}${promised}`,
    share,
    promise,
    verdict: verdictShown(totals),
  };
}

/** Without a promise a share is shown for what it is: neither kept nor broken. */
export function verdictShown(totals: ShareTotals): ShareBar['verdict'] {
  if (totals.ofMs > 0 && totals.promisedMs === 0) return 'met';
  return verdictOf(totals);
}
