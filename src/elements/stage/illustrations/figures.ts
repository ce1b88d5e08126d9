import fakeInvestment from '../../../../content/illustrations/fake-investment.svg?raw';
import fakeLoan from '../../../../content/illustrations/fake-loan.svg?raw';
import fakeRebate from '../../../../content/illustrations/fake-rebate.svg?raw';
import fakeServiceAgent from '../../../../content/illustrations/fake-service-agent.svg?raw';
import fakeShopping from '../../../../content/illustrations/fake-shopping.svg?raw';
import impersonation from '../../../../content/illustrations/impersonation.svg?raw';
import bell from './bell.svg?raw';

/** The drawings of the films, so that one scam has one face everywhere. */
const figures = new Map([
  ['fake-investment', fakeInvestment],
  ['fake-loan', fakeLoan],
  ['fake-rebate', fakeRebate],
  ['fake-service-agent', fakeServiceAgent],
  ['fake-shopping', fakeShopping],
  ['impersonation', impersonation],
]);

/** SVG markup of a topic's figure; the bell stands for every other. */
export function figureOf(topic: string | undefined): string {
  return figures.get(topic ?? '') ?? bell;
}

/** Parts of a figure that carry its point and take the accent colour, by their place in the drawing. */
const accents = new Map<string, readonly number[]>([
  ['fake-investment', [2, 3, 4, 6]],
  ['fake-loan', [4, 5, 6]],
  ['fake-rebate', [5, 6, 7]],
  ['fake-service-agent', [3]],
  ['fake-shopping', [3, 4]],
  ['impersonation', [4, 5, 6, 7]],
]);
const bellAccents = [2, 4];

export function accentsOf(topic: string | undefined): readonly number[] {
  return accents.get(topic ?? '') ?? bellAccents;
}
