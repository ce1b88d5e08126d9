import type { Film } from '../kit/film.ts';
import { bankMobile, bankQueue } from './bank.ts';
import { carrierPlan, carrierRealName } from './carrier.ts';
import { communityBikes, communityWaste } from './community.ts';
import { fakeInvestment } from './fake-investment.ts';
import { fakeLoan } from './fake-loan.ts';
import { fakeRebate } from './fake-rebate.ts';
import { fakeServiceAgent } from './fake-service-agent.ts';
import { fakeShopping } from './fake-shopping.ts';
import { impersonation } from './impersonation.ts';
import { sixScams } from './six-scams.ts';

/** Every film and the playlist folder it belongs to. */
export const films: readonly {
  readonly playlist: string;
  readonly film: Film;
  readonly form: 'mp4' | 'hls';
}[] = [
  ...[fakeRebate, fakeInvestment, fakeLoan, fakeShopping, fakeServiceAgent, impersonation].map(
    (film) => ({ playlist: 'anti-fraud', film, form: 'mp4' }) as const,
  ),
  { playlist: 'anti-fraud', film: sixScams, form: 'hls' },
  { playlist: 'bank-sample', film: bankQueue, form: 'mp4' },
  { playlist: 'bank-sample', film: bankMobile, form: 'mp4' },
  { playlist: 'carrier-sample', film: carrierRealName, form: 'mp4' },
  { playlist: 'carrier-sample', film: carrierPlan, form: 'mp4' },
  { playlist: 'community-sample', film: communityWaste, form: 'mp4' },
  { playlist: 'community-sample', film: communityBikes, form: 'mp4' },
];
