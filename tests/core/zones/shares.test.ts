import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Tally } from '../../../src/core/airtime/tally.ts';
import { loadProgramme } from '../../../src/core/playlist/load.ts';
import type { ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';
import { simulateZones } from '../../../src/core/zones/simulate-zones.ts';
import { rulesIn, zoneOf } from '../../../src/core/zones/zone-rules.ts';

const folder = new URL('../../../playlists/programmes/', import.meta.url);

async function load(name: string, change: (programme: Record<string, unknown>) => void = () => {}) {
  const url = new URL(`${name}.json`, folder).href;
  return loadProgramme(url, async (address) => {
    const bytes = await readFile(fileURLToPath(address));
    if (address !== url) return bytes;
    const programme = JSON.parse(bytes.toString('utf8'));
    change(programme);
    return new TextEncoder().encode(JSON.stringify(programme));
  });
}

async function loaded(name: string): Promise<ResolvedProgramme> {
  const outcome = await load(name);
  if (!outcome.ok) throw new Error(outcome.faults.map(({ pointer }) => pointer).join());
  return outcome.value;
}

describe('a share that names a zone', () => {
  test.each(['hall-with-ticker', 'community-led-ticker', 'service-hall-portrait'])(
    'is kept there in every window of a simulated day of %s, and the main one in its own',
    async (name) => {
      const resolved = await loaded(name);
      const { shares } = resolved.programme;
      const tallies = shares.map((rule) => new Tally(rule));
      const fromWallMs = Date.parse('2026-11-23T00:00:00+08:00');
      const seen = new Set<string>();
      for (const play of simulateZones(resolved, { fromWallMs, toWallMs: fromWallMs + 24 * 3_600_000 })) {
        seen.add(play.zone);
        const { category, kind } = play.spot.spot;
        shares.forEach((rule, index) => {
          if (zoneOf(rule) === play.zone) tallies[index]?.add({ ...play, category, kind });
        });
      }
      expect(seen.size).toBeGreaterThan(1);
      for (const tally of tallies) expect(tally.result().worst).toBeGreaterThanOrEqual(1);
    },
  );

  test('is refused with the arithmetic where the zone shows nothing that counts', async () => {
    const outcome = await load('hall-with-ticker', (programme) => {
      programme.shares = [
        { category: 'anti-fraud', atLeast: 0.15 },
        { category: 'anti-fraud', atLeast: 0.15, kinds: ['video'], zone: 'ticker' },
      ];
    });
    expect(outcome.ok).toBe(false);
    const faults = outcome.ok ? [] : outcome.faults;
    expect(faults).toHaveLength(1);
    expect(faults[0]?.pointer).toBe('/shares/1/kinds');
    expect(faults[0]?.found).toMatch(/^in the zone "ticker": video, of which anti-fraud has 0 spots/);
  });

  test('is refused where it asks the zone for more than all its time', async () => {
    const outcome = await load('hall-with-ticker', (programme) => {
      programme.shares = [
        { category: 'anti-fraud', atLeast: 0.7, zone: 'panel' },
        { category: 'host', atLeast: 0.5, zone: 'panel' },
      ];
    });
    const faults = outcome.ok ? [] : outcome.faults;
    expect(faults.map(({ pointer, found }) => `${pointer} ${found}`)).toEqual([
      '/shares in the zone "panel": anti-fraud 70 % + host 50 % = 120 % of on-air time',
    ]);
  });

  test('is no rule of any other zone', async () => {
    const { programme } = await loaded('hall-with-ticker');
    expect(rulesIn(programme)).toHaveLength(1);
    expect(rulesIn(programme, 'panel')).toEqual([
      { category: 'anti-fraud', atLeast: 0.5, windowMinutes: 60, of: 'on-air' },
    ]);
    expect(rulesIn(programme, 'ticker')).toEqual([]);
  });
});
