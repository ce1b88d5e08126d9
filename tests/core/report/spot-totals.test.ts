import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { playAt } from '../../../src/core/report/play-table.ts';
import { spotTotals } from '../../../src/core/report/spot-totals.ts';
import { lived, tabled, worlds } from './random-world.ts';

describe('spotTotals()', { timeout: 60_000 }, () => {
  it('adds up, for each spot, exactly the plays that began in the period', async () => {
    await fc.assert(
      fc.asyncProperty(worlds, fc.integer({ min: 0, max: 7200 }), async (description, lengthS) => {
        const world = lived(description);
        const table = await tabled(world);
        const fromMs = Date.parse(description[0][1]) + 600_000;
        const period = { fromMs, toMs: fromMs + lengthS * 1000 };
        const plays = Array.from({ length: table.size }, (_, seq) => playAt(table, seq)).filter(
          (play) => play && play.startMs >= period.fromMs && play.startMs < period.toMs,
        );
        const totals = spotTotals(table, period);
        expect(new Set(totals.map(({ spot }) => spot))).toEqual(new Set(plays.map((play) => play?.spot)));
        for (const spot of totals) {
          const own = plays.filter((play) => play?.spot === spot.spot);
          const ended = (outcome: string) => own.filter((play) => play?.outcome === outcome).length;
          expect(spot).toMatchObject({
            plays: own.length,
            completed: ended('completed'),
            cut: ended('cut'),
            failed: ended('failed'),
            plannedMs: own.reduce((sum, play) => sum + (play?.plannedMs ?? 0), 0),
            airtimeMs: own.reduce((sum, play) => sum + (play?.airtimeMs ?? 0), 0),
          });
        }
      }),
      { numRuns: 50 },
    );
  });
});
