import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { killAgainAndAgain } from './killed.ts';

it('PGlite, killed 20 times while heads advance, has every head that it acknowledged and at most the next', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'changming-killed-'));
  const found: number[] = [];
  await killAgainAndAgain('append-heads.ts', folder, { kills: 20, seed: 96_110 }, (acknowledged, size) => {
    expect(size).toBeGreaterThanOrEqual(acknowledged);
    found.push(size);
  });
  expect(found).toHaveLength(21);
  rmSync(folder, { recursive: true });
});
