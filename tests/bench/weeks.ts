import { hourMs, type LongRun, playLong } from '../core/week/long-run.ts';
import { starterProgrammes } from '../core/week/starter-programmes.ts';
import { judgeRun, mostInASecond, overlapping, type Verdict } from '../core/week/verdict.ts';

export const title = 'The share promise over a simulated week of each programme, interruptions included';

const hours = 7 * 24;
const failsFromHour = 4 * 24;
/** `CHANGMING_SEED=7 npm run bench -- weeks` plays other weeks. */
const seed = Number(process.env.CHANGMING_SEED ?? 1);

/**
 * Plays a week of each programme that promises a share under the real playout in virtual time, with takeovers, stops,
 * visitors, hidden time and restarts at random instants, and from the fifth day on media that fail. Every window is
 * judged from the plays in the log alone. Rejects when one was short without a cause.
 */
export async function run(print: (line: string) => void): Promise<void> {
  print(`168 h each, media fail from hour ${failsFromHour} on; seed ${seed}`);
  print('');
  print(
    '| programme, zone | plays, on air | least ahead where nothing was lost | furthest behind | without a cause |',
  );
  print('|---|---|---|---|---|');
  const happened = new Map<string, number>();
  let wrong = 0;
  for (const programme of await starterProgrammes()) {
    const played = await playLong({ programme, seed, hours, failsFromHour });
    for (const [what, count] of countsOf(played)) happened.set(what, (happened.get(what) ?? 0) + count);
    const { id, shares } = programme.programme;
    for (const rule of shares) {
      const verdict = judgeRun(played, rule);
      print(rowOf(id, verdict));
      if (isWrong(verdict)) wrong += 1;
    }
    wrong += overlapping(played).length + (mostInASecond(played) > 3 ? 1 : 0);
  }
  print('');
  print(`In these weeks: ${[...happened].map(([what, count]) => `${count} ${what}`).join(', ')}.`);
  if (wrong > 0) throw new Error(`${wrong} promises were broken without a cause`);
}

function isWrong({ quietShortfallMs, unexplainedMs, unexplainedGapMs }: Verdict): boolean {
  return Math.max(quietShortfallMs, unexplainedMs, unexplainedGapMs) > 0;
}

function rowOf(id: string, verdict: Verdict): string {
  const { zone, plays, onAirMs, quietShortfallMs, shortfallMs, unexplainedMs } = verdict;
  const behind = shortfallMs > 0 ? seconds(shortfallMs) : 'never';
  const unexplained = isWrong(verdict)
    ? `${seconds(unexplainedMs)} at ${verdict.unexplainedAtMs} ms`
    : 'none';
  return (
    `| ${id}${zone === 'main' ? '' : `, ${zone}`} | ${plays.toLocaleString('en')}, ${Math.round(onAirMs / hourMs)} h |` +
    ` ${seconds(-quietShortfallMs)} | ${behind} | ${unexplained} |`
  );
}

function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(1)} s`;
}

/** What the log itself says of what happened. */
function countsOf({ entries, happened }: LongRun): [string, number][] {
  const count = (wanted: (entry: LongRun['entries'][number]) => boolean) => entries.filter(wanted).length;
  return [
    ['takeovers', count((entry) => entry.type === 'takeover' && entry.action === 'begun')],
    ['emergency stops', count((entry) => entry.type === 'stop' && entry.action === 'stopped')],
    ['uses of the kiosk', count((entry) => entry.type === 'play' && entry.because.code === 'interaction')],
    ['kills', count((entry) => entry.type === 'off-air' && entry.because === 'crash')],
    ['hand-overs', count((entry) => entry.type === 'off-air' && entry.because === 'handed-over')],
    ['clock jumps', happened.get('clock') ?? 0],
    ['faults', count(({ type }) => type === 'fault')],
  ];
}
