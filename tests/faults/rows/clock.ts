import type { AsRunEntry } from '../../../src/core/as-run/entry.ts';
import type { Chance } from '../chance.ts';
import { serveProgramme } from '../programme.ts';
import { type FaultRow, pause, type Round } from '../row.ts';
import type { World } from '../world.ts';

const yearMs = 365.25 * 24 * 3600 * 1000;

export const clock: readonly FaultRow[] = [
  jump(
    'clock-ahead-10-years',
    'the wall clock of the page jumps ten years ahead, later back',
    () => 10 * yearMs,
  ),
  jump(
    'clock-back-10-years',
    'the wall clock of the page jumps ten years back, later ahead',
    () => -10 * yearMs,
  ),
  jump(
    'clock-leap-day',
    'the clock is set to the seconds before or after midnight of 29 February 2028',
    (chance) =>
      // Midnight in Shanghai is 16:00 UTC of the day before.
      until(chance.oneOf(['2028-02-28T15:59:59Z', '2028-02-29T15:59:59Z'])),
  ),
  {
    name: 'clock-dst',
    fault: 'a programme of New York; the clock is set to the seconds before summer time begins or ends',
    async round(round) {
      const screen = await round.world();
      await inNewYork(screen);
      const atChange = round.chance.oneOf(['2026-11-01T05:59:58Z', '2027-03-14T06:59:58Z']);
      await jumped(screen, until(atChange));
    },
  },
  {
    name: 'clock-no-rtc',
    fault: 'browser killed; starts in 1970, as without a battery; after two plays the clock is set right',
    async round({ world, chance }: Round) {
      const screen = await world();
      await pause(chance.between(0, 2_000));
      await screen.kill();
      await screen.setClockAhead(until('1970-01-01T00:00:10Z'));
      await screen.start();
      await screen.plays(2);
      await screen.setClockAhead(0);
      await screen.entry(({ type }) => type === 'clock');
    },
  },
];

function jump(name: string, fault: string, aheadMs: (chance: Chance) => number): FaultRow {
  return {
    name,
    fault,
    async round({ world, chance }) {
      const screen = await world();
      await pause(chance.between(0, 2_000));
      await jumped(screen, aheadMs(chance));
    },
  };
}

/** There and back, each written down, with a play between. */
async function jumped(screen: World, aheadMs: number): Promise<void> {
  for (const ms of [aheadMs, 0]) {
    await Promise.all([screen.entry(({ type }) => type === 'clock'), screen.setClockAhead(ms)]);
    await screen.plays(1);
  }
}

/** How far ahead of now an instant is. */
function until(iso: string): number {
  return Date.parse(iso) - Date.now();
}

async function inNewYork(screen: World): Promise<void> {
  const { acknowledged } = screen.witness;
  if (acknowledged.some((entry) => entry.type === 'programme' && entry.timeZone === 'America/New_York'))
    return;
  serveProgramme(screen.server, { revision: 2, timeZone: 'America/New_York' });
  const inForce = (entry: AsRunEntry) => entry.type === 'programme' && entry.timeZone === 'America/New_York';
  await Promise.all([screen.entry(inForce), screen.lookForProgramme()]);
}
