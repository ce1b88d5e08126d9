import { beforeAll, describe, expect, test } from 'vitest';
import { readPlayTable } from '../../../src/core/report/extend-play-columns.ts';
import { MemoryPlayColumnsStore } from '../../../src/core/report/memory-play-columns-store.ts';
import { reportOf } from '../../../src/core/report/report.ts';
import { causesOf } from '../../../src/core/report/shortfall-causes.ts';
import { MemoryLog } from '../report/memory-log.ts';
import { bytesOf } from '../report/screen-world.ts';
import { runs } from '../runs.ts';
import { type LongRun, playLong } from './long-run.ts';
import { starterProgrammes } from './starter-programmes.ts';
import { judgeRun, mostInASecond, overlapping } from './verdict.ts';

/** The bench plays whole weeks (`npm run bench -- weeks`); here a few hours have as much in them as two days. */
const hours = runs(4);
const programmes = await starterProgrammes();

test('there are programmes with shares to be tried', () => {
  expect(programmes.length).toBeGreaterThanOrEqual(12);
});

describe.each(programmes.map((programme) => ({ id: programme.programme.id, programme })))(
  '$id, with takeovers, stops, visitors, restarts and, in its second half, media that fail',
  ({ programme }) => {
    let run: LongRun;
    beforeAll(async () => {
      run = await playLong({ programme, seed: 1, hours, density: 8, failsFromHour: hours / 2 });
    });

    test('keeps its promises in every window, or the window is short by no more than the time that was lost', () => {
      for (const rule of programme.programme.shares) {
        const verdict = judgeRun(run, rule);
        // A box that hands over shows little.
        expect(verdict.plays).toBeGreaterThan(programme.programme.switchOn ? 3 * hours : 10 * hours);
        expect(verdict.quietShortfallMs).toBeLessThanOrEqual(0);
        expect(verdict.unexplainedMs).toBeLessThanOrEqual(0);
        expect(verdict.unexplainedGapMs).toBeLessThanOrEqual(0);
      }
      expect(overlapping(run)).toEqual([]);
      expect(mostInASecond(run)).toBeLessThanOrEqual(3);
    });

    test('declares each shortfall in its log, with its cause', async () => {
      const table = await readPlayTable(new MemoryLog(bytesOf(run.entries)), new MemoryPlayColumnsStore());
      const { shortfalls } = reportOf(table);
      for (const rule of programme.programme.shares) {
        const { shortfallMs } = judgeRun(run, rule);
        const declared = shortfalls.filter((each) => each.kind === 'share' && sameRule(each.rule, rule));
        const worstMs = Math.max(0, ...declared.map(({ worst }) => worst?.shortfallMs ?? 0));
        expect(worstMs).toBeCloseTo(Math.max(0, shortfallMs), 0);
      }
      for (const shortfall of shortfalls) {
        const { faults, noPictureMs, lostPlays } = causesOf(table, shortfall);
        expect(faults.size + noPictureMs + lostPlays.length).toBeGreaterThan(0);
      }
    });
  },
);

function sameRule(some: object, other: object): boolean {
  return JSON.stringify(some) === JSON.stringify(other);
}
