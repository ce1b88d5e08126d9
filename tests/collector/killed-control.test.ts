import { rmSync } from 'node:fs';
import { expect, it } from 'vitest';
import { folderToKillIn, killAgainAndAgain } from './killed.ts';

it('PGlite, killed ten times while heads advance, has every head that it acknowledged and at most the next', async () => {
  const folder = folderToKillIn();
  const found: number[] = [];
  await killAgainAndAgain('append-heads.ts', folder, { kills: 10, seed: 96_110 }, (acknowledged, size) => {
    expect(size).toBeGreaterThanOrEqual(acknowledged);
    expect(size).toBeLessThanOrEqual(acknowledged + 1);
    found.push(size);
  });
  expect(found).toHaveLength(11);
  rmSync(folder, { recursive: true });
});
