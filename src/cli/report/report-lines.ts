import {
  clockDuration,
  counted,
  measureWords,
  minuteOf,
  percent,
  promisedPpm,
  promisePercent,
} from '../../core/evidence/export/format.ts';
import type { ProofReport } from '../../core/evidence/export/proof-report.ts';
import type { Figures, PartFigures } from '../../core/evidence/figures.ts';

/** A report as text for a terminal: the answer first, then what broke it, then the days. */
export function* reportLines({
  origin,
  size,
  entries,
  root,
  simulated,
  figures,
}: ProofReport): Generator<string> {
  const { period, timeZone, total, interruptions } = figures;
  if (simulated) yield 'SIMULATED: nothing was shown on any screen; this proves nothing';
  yield `${origin}, entries ${entries.from} to ${entries.to} of ${size}, root ${root}`;
  if (period) yield `${minuteOf(period.from)} to ${minuteOf(period.to)} ${timeZone}`;
  yield `on air ${clockDuration(total.onAirMs)}, plays: ${playsOf(total)}`;
  yield* answers(figures);
  yield* shortfallLines(figures);
  const kinds = { 'off-air': 'off air', 'no-picture': 'without a picture', clock: 'clock set' } as const;
  for (const [kind, name] of Object.entries(kinds)) {
    const count = interruptions.filter((interruption) => interruption.kind === kind).length;
    if (count > 0) yield `${name} ${counted(count)} ×`;
  }
  yield* dayLines(figures);
}

function playsOf({ plays }: PartFigures): string {
  const outcomes = Object.entries(plays).map(([outcome, count]) => `${counted(count)} ${outcome}`);
  return outcomes.length === 0 ? 'none' : outcomes.join(', ');
}

function* answers({ measures, total, shortfalls }: Figures): Generator<string> {
  for (const [index, measure] of measures.entries()) {
    const share = total.shares[index];
    const name = measureWords(measure).en;
    if (share?.sharePpm === undefined) {
      yield `${name}: nothing was on air`;
      continue;
    }
    const times = shortfalls.filter((shortfall) => shortfall.measure === index).length;
    const verdict =
      times === 0 ? 'kept in every window' : `BROKEN in ${times} ${times === 1 ? 'stretch' : 'stretches'}`;
    yield `${name}: ${percent(share.sharePpm)} of ${promisePercent(promisedPpm(share))} promised, ${verdict}`;
  }
}

function* shortfallLines({ measures, shortfalls }: Figures): Generator<string> {
  for (const { measure, from, to, worst, causes } of shortfalls) {
    const of = measures[measure];
    const faults = Object.entries(causes.faults).map(([fault, times]) => `${fault} ${times} ×`);
    const lost = causes.lostPlays.map(({ spot, outcome, plays }) => `${spot} ${outcome} ${plays} ×`);
    const why = [...lost, ...faults].join(', ') || 'the log gives no cause';
    const lowest = worst ? `, lowest ${percent(worst.sharePpm)}` : '';
    yield `  ${minuteOf(from)} to ${minuteOf(to)} ${of ? measureWords(of).en : ''}${lowest}: ${why}`;
  }
}

function* dayLines({ days, measures }: Figures): Generator<string> {
  for (const { date, onAirMs, shares } of days) {
    const cells = measures.map((_, index) => {
      const share = shares[index];
      if (share?.sharePpm === undefined) return '–';
      const lowest = share.worst ? ` (lowest ${percent(share.worst.sharePpm)})` : '';
      return `${percent(share.sharePpm)}${lowest} ${share.verdict}`;
    });
    yield [date, `on air ${clockDuration(onAirMs)}`, ...cells].join('  ');
  }
}
