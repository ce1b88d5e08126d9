import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { killUnderLoad } from './killed-under-load.ts';

const isThere = existsSync(new URL('../../collector/node_modules/chdb', import.meta.url));

describe.skipIf(!isThere)('the collector', () => {
  it('killed five times while screens send, has forgotten nothing, and holds what they hold byte for byte', async () => {
    const outcome = await killUnderLoad({ screens: 8, kills: 5, seed: 96110 });
    expect(outcome).toMatchObject({ forgotten: 0, different: 0 });
    expect(outcome.entries).toBeGreaterThan(1_000);
  });
});
