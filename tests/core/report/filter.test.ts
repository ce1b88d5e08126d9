import { describe, expect, it } from 'vitest';
import { readPlayTable } from '../../../src/core/report/extend-play-columns.ts';
import { filterPlays } from '../../../src/core/report/filter.ts';
import { MemoryPlayColumnsStore } from '../../../src/core/report/memory-play-columns-store.ts';
import { playAt } from '../../../src/core/report/play-table.ts';
import { MemoryLog } from './memory-log.ts';
import { bytesOf, ScreenWorld } from './screen-world.ts';

async function table() {
  const world = new ScreenWorld('Asia/Shanghai', Date.parse('2026-11-22T00:00:00Z'));
  world.onAir();
  for (let play = 0; play < 3000; play++) {
    if (play % 5 === 0) world.fail({ category: 'host', kind: 'video' });
    world.play({ category: play % 4 ? 'host' : 'anti-fraud', kind: play % 2 ? 'image' : 'slogan' }, 7);
  }
  return readPlayTable(new MemoryLog(bytesOf(world.entries)), new MemoryPlayColumnsStore());
}

describe('filterPlays()', { timeout: 60_000 }, () => {
  it('finds exactly the plays that a look at each one finds', async () => {
    const plays = await table();
    const fromMs = Date.parse('2026-11-22T01:00:00Z');
    const filters = [
      {},
      { category: 'anti-fraud' },
      { outcome: 'failed' },
      { topic: 'no-such' },
      { spotText: 'FRAUD-slo' },
      { spotText: 'list@2', outcome: 'completed' },
      { fromMs, toMs: fromMs + 70_000, category: 'host' },
      { kinds: ['slogan', 'video'] },
      { spot: 'host-image', outcome: 'completed' },
      { fromMs: fromMs + 3000, toMs: fromMs + 70_000, touching: true },
    ];
    for (const filter of filters) {
      const expected = Array.from({ length: plays.size }, (_, seq) => playAt(plays, seq)).filter(
        (play) =>
          play &&
          (!filter.category || play.category === filter.category) &&
          (!filter.outcome || play.outcome === filter.outcome) &&
          (!filter.topic || play.topic === filter.topic) &&
          (!filter.spotText || `${play.spot} ${play.playlist}`.includes(filter.spotText.toLowerCase())) &&
          (!filter.kinds || filter.kinds.includes(play.kind)) &&
          (!filter.spot || play.spot === filter.spot) &&
          (!filter.fromMs ||
            (play.startMs < filter.toMs &&
              (play.startMs >= filter.fromMs ||
                (filter.touching === true && play.startMs + play.airtimeMs > filter.fromMs)))),
      );
      expect([...filterPlays(plays, filter)]).toEqual(expected.map((play) => play?.seq));
    }
  });
});
