import { type Film, tell } from '../kit/film.ts';
import { tellUpright } from '../kit/upright.ts';
import { bankMobile, bankQueue } from './bank.ts';
import { carrierPlan, carrierRealName } from './carrier.ts';
import { communityBikes, communityWaste } from './community.ts';
import { fakeInvestment } from './fake-investment.ts';
import { fakeLoan } from './fake-loan.ts';
import { fakeRebate } from './fake-rebate.ts';
import { fakeServiceAgent } from './fake-service-agent.ts';
import { fakeShopping } from './fake-shopping.ts';
import { impersonation } from './impersonation.ts';
import { shorts } from './shorts.ts';
import { sixScams } from './six-scams.ts';

interface FilmToMake {
  readonly playlist: string;
  readonly film: Film;
  readonly form: 'mp4' | 'hls';
}

const stories = [fakeRebate, fakeInvestment, fakeLoan, fakeShopping, fakeServiceAgent, impersonation];
const mp4 = (playlist: string, film: Film): FilmToMake => ({ playlist, film, form: 'mp4' });

/** Every film and the playlist folder it belongs to. */
export const films: readonly FilmToMake[] = [
  ...stories.map((story) => mp4('anti-fraud', tell(story))),
  ...stories.map((story) => mp4('anti-fraud', tellUpright(story))),
  ...shorts.map((film) => mp4('anti-fraud', film)),
  { playlist: 'anti-fraud', film: sixScams, form: 'hls' },
  mp4('bank-sample', bankQueue),
  mp4('bank-sample', bankMobile),
  mp4('carrier-sample', carrierRealName),
  mp4('carrier-sample', carrierPlan),
  mp4('community-sample', communityWaste),
  mp4('community-sample', communityBikes),
];
