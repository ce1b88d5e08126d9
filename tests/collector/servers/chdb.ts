import { existsSync } from 'node:fs';

/** Why there can be no chDB here, or undefined. */
export function noChdb(): string | undefined {
  const isThere = existsSync(new URL('../../../collector/node_modules/chdb', import.meta.url));
  return isThere ? undefined : 'not installed (node scripts/ensure-chdb.mjs)';
}
