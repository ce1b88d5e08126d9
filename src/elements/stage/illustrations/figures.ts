import fakeInvestment from '../../../../content/illustrations/fake-investment.svg?raw';
import fakeLoan from '../../../../content/illustrations/fake-loan.svg?raw';
import fakeRebate from '../../../../content/illustrations/fake-rebate.svg?raw';
import fakeServiceAgent from '../../../../content/illustrations/fake-service-agent.svg?raw';
import fakeShopping from '../../../../content/illustrations/fake-shopping.svg?raw';
import impersonation from '../../../../content/illustrations/impersonation.svg?raw';
import type { Figure } from './figure.ts';

/** The drawings of the films by topic, so that one scam has one face everywhere. */
export const figures: ReadonlyMap<string, Figure> = new Map([
  ['fake-investment', { svg: fakeInvestment, accents: [2, 3, 4, 6] }],
  ['fake-loan', { svg: fakeLoan, accents: [4, 5, 6] }],
  ['fake-rebate', { svg: fakeRebate, accents: [5, 6, 7] }],
  ['fake-service-agent', { svg: fakeServiceAgent, accents: [3] }],
  ['fake-shopping', { svg: fakeShopping, accents: [3, 4] }],
  ['impersonation', { svg: impersonation, accents: [4, 5, 6, 7] }],
]);
