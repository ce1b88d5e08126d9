import type { ShareRule, SpotKind } from '../playlist/definition.ts';
import { countsFor } from '../playlist/share-rule.ts';
import type { Playing } from './promise.ts';

const kinds: readonly SpotKind[] = ['video', 'hls', 'image', 'slogan', 'web', 'announcement'];
const known = new WeakMap<readonly ShareRule[], Map<string, readonly string[]>>();

/** The pools of the spots that take turns with one of this category and kind: those that count for the same rules. */
export function poolsOf(rules: readonly ShareRule[], playing: Playing): readonly string[] {
  const byPool = known.get(rules) ?? new Map<string, readonly string[]>();
  known.set(rules, byPool);
  const key = poolOf(playing);
  const pools = byPool.get(key) ?? findPools(rules, playing);
  byPool.set(key, pools);
  return pools;
}

function poolOf({ category, kind }: Playing): string {
  return `${category}/${kind}`;
}

function findPools(rules: readonly ShareRule[], { category, kind }: Playing): readonly string[] {
  const standing = standingOf(rules, { category, kind });
  return kinds
    .map((other) => ({ category, kind: other }))
    .filter((other) => standingOf(rules, other) === standing)
    .map(poolOf);
}

/** One character per rule: whether such a spot counts for it. */
export function standingOf(rules: readonly ShareRule[], playing: Playing): string {
  return rules.map((rule) => (countsFor(rule, playing) ? '1' : '0')).join('');
}
