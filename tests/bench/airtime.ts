import { type AirtimeState, nextSpot, recordAiring, startAirtime } from '../../src/core/airtime/airtime.ts';
import { simulate } from '../../src/core/airtime/simulate.ts';
import { ruleOf, spotOf } from './_airtime-programmes.ts';
import { type Comparison, compareSchedulers } from './_airtime-schedulers.ts';

export const title = 'Airtime rule';

const hourMs = 3_600_000;
const programmes = 300;

export async function run(print: (line: string) => void): Promise<void> {
  const choice = timeChoices();
  print(
    `a choice among 1,000 spots under 10 rules: median ${choice.medianUs.toFixed(1)} µs, p99 ${choice.p99Us.toFixed(0)} µs` +
      ` (the first of a new set of spots: median ${choice.freshUs.toFixed(0)} µs)`,
  );
  const year = timeYear();
  print(
    `a year of a lobby (3,650 h on air, ${year.spots} spots): ${year.choices.toLocaleString('en')} choices in ${year.seconds.toFixed(1)} s,` +
      ` heap ${year.heapStartMb.toFixed(0)} MB after a day, ${year.heapEndMb.toFixed(0)} MB after the year`,
  );
  print('');
  print(`${programmes} random programmes, 12 h each, spots of 5 to 120 s, promised 5 to 55 % of every hour:`);
  for (const line of tableOf(compareSchedulers(programmes, 12 * hourMs))) print(line);
}

function tableOf(rows: readonly Comparison[]): string[] {
  return [
    '| scheduler | worst rolling hour ÷ target | delivered ÷ target (mean, max) | longest gap | programmes short |',
    '|---|---|---|---|---|',
    ...rows.map(
      (row) =>
        `| ${row.scheduler} | ${row.worst.toFixed(4)} | ${row.delivered.toFixed(4)}, ${row.mostDelivered.toFixed(3)} |` +
        ` ${Math.round(row.longestGapMs / 1000)} s | ${row.short} of ${row.programmes} |`,
    ),
  ];
}

function timeChoices(): { medianUs: number; p99Us: number; freshUs: number } {
  const categories = [...Array(10).keys()].map((k) => `duty-${k}`);
  const rules = categories.map((category) => ruleOf(category, 0.04));
  const spots = [...Array(1000).keys()].map((k) =>
    spotOf(k < 300 ? (categories[k % 10] ?? 'host') : 'host', k, 8_000 + ((k * 137) % 22_000)),
  );
  const times: number[] = [];
  const fresh: number[] = [];
  let state = startAirtime(rules);
  for (let turn = 0; turn < 6000; turn++) {
    const start = performance.now();
    const choice = nextSpot(state, spots, state.onAirMs);
    if (turn >= 1000) times.push(performance.now() - start);
    state = after(state, choice);
    if (turn % 20 === 0) {
      const again = [...spots];
      const begin = performance.now();
      nextSpot(state, again, state.onAirMs);
      if (turn >= 1000) fresh.push(performance.now() - begin);
    }
  }
  return {
    medianUs: quantileUs(times, 0.5),
    p99Us: quantileUs(times, 0.99),
    freshUs: quantileUs(fresh, 0.5),
  };
}

function timeYear() {
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
