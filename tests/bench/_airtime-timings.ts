import { type AirtimeState, nextSpot, recordAiring, startAirtime } from '../../src/core/airtime/airtime.ts';
import { simulate } from '../../src/core/airtime/simulate.ts';
import { ruleOf, spotOf } from './_airtime-programmes.ts';

const hourMs = 3_600_000;

/** Time of one choice, in microseconds. */
export function timeChoices(): { medianUs: number; p99Us: number; freshUs: number } {
  const categories = [...Array(10).keys()].map((k) => `duty-${k}`);
  const rules = categories.map((category) => ruleOf(category, 0.04));
  const spots = [...Array(1000).keys()].map((k) =>
    spotOf(k < 300 ? (categories[k % 10] ?? 'host') : 'host', k, 8_000 + ((k * 137) % 22_000)),
  );
  const times: number[] = [];
  const fresh: number[] = [];
  let state = startAirtime(rules);
  for (let turn = 0; turn < 20_000; turn++) {
    const start = performance.now();
    const choice = nextSpot(state, spots, state.onAirMs);
    if (turn >= 5000) times.push(performance.now() - start);
    state = after(state, choice);
  }
  // Apart, since each throws away what is worked out once for a set of spots.
  for (let turn = 0; turn < 250; turn++) {
    const again = [...spots];
    const start = performance.now();
    nextSpot(state, again, state.onAirMs);
    fresh.push(performance.now() - start);
  }
  return {
    medianUs: quantileUs(times, 0.5),
    p99Us: quantileUs(times, 0.99),
    freshUs: quantileUs(fresh, 0.5),
  };
}

/** A year of a lobby through the simulator. */
export function timeYear() {
  const films = [...Array(12).keys()].map((k) => spotOf('anti-fraud', k, 15_000));
  const host = [...Array(30).keys()].map((k) => spotOf('host', k, 15_000));
  const spots = [...films, ...host];
  const rules = [ruleOf('anti-fraud', 0.15)];
  let choices = 0;
  let heapStartMb = 0;
  const start = performance.now();
  for (const _ of simulate({ rules, eligibleAt: () => spots, fromWallMs: 0, toWallMs: 3650 * hourMs })) {
    choices++;
    if (choices === 2400) heapStartMb = heapMb();
  }
  const seconds = (performance.now() - start) / 1000;
  return { choices, seconds, heapStartMb, heapEndMb: heapMb(), spots: spots.length };
}

function after(state: AirtimeState, { spot: { key, spot }, plannedMs, turn }: ReturnType<typeof nextSpot>) {
  const { category, kind } = spot;
  return recordAiring(state, {
    key,
    category,
    kind,
    ...turn,
    startOnAirMs: state.onAirMs,
    airtimeMs: plannedMs,
  });
}

function heapMb(): number {
  return process.memoryUsage().heapUsed / 1_048_576;
}

function quantileUs(timesMs: readonly number[], quantile: number): number {
  const sorted = [...timesMs].sort((a, b) => a - b);
  return 1000 * (sorted[Math.floor(quantile * (sorted.length - 1))] ?? 0);
}
