import type { Measure } from './promise.ts';
import { emptyShare, type ShareTotals } from './share-totals.ts';

/** For logs whose programmes promise nothing: what most people would ask for. */
export const antiFraudMeasure: Measure = { key: 'anti-fraud on-air *', category: 'anti-fraud', of: 'on-air' };

/** A day, an hour or a period, as far as shares go. */
interface Part {
  readonly onAirMs: number;
  readonly shares: ReadonlyMap<string, ShareTotals>;
  readonly topics: Iterable<{ readonly category: string; readonly airtimeMs: number }>;
}

/** A share as it was promised, or, where nothing was, airtime beside on-air time. */
export function shareFor(part: Part, measure: Measure): ShareTotals {
  const promised = part.shares.get(measure.key);
  if (promised) return promised;
  if (measure !== antiFraudMeasure) return emptyShare();
  let airtimeMs = 0;
  for (const topic of part.topics) if (topic.category === measure.category) airtimeMs += topic.airtimeMs;
  return { ...emptyShare(), airtimeMs, ofMs: part.onAirMs };
}
