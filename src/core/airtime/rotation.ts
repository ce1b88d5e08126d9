import type { AiredSpot } from './ledger.ts';

/**
 * Whose turn it is inside a category, by airtime and weight. Each spot has a virtual time, its airtime ÷ its weight;
 * in a fair rotation all of them advance together (WF2Q: Bennett & Zhang, INFOCOM 1996).
 * Only plays move it, so the log rebuilds it.
 */
export interface Rotation {
  /** Numbers of the spots ever seen. Shared by all versions and only added to. */
  readonly numbers: Map<string, number>;
  /** Per spot, by number: virtual time, then on-air time at which its last play ended (0: never). */
  readonly tags: readonly number[];
  /** By `<category>/<kind>`. */
  readonly pools: ReadonlyMap<string, Pool>;
  readonly last: { readonly key: string; readonly category: string } | undefined;
  readonly lastTopics: ReadonlyMap<string, string | undefined>;
}

export interface Pool {
  /** A virtual time that the rotation has certainly reached: spots that were away join in here. */
  readonly startedMs: number;
  /** Airtime that fades with {@link fadeMs}, as of `atMs`. */
  readonly recentMs: number;
  readonly atMs: number;
}

/** On-air time in which what a category got before loses all but 1/e of its say in whose turn it is. */
export const fadeMs = 3_600_000;

export function startRotation(): Rotation {
  return {
    numbers: new Map(),
    tags: [],
    pools: new Map(),
    last: undefined,
    lastTopics: new Map(),
  };
}

export function numberOf(numbers: Map<string, number>, key: string): number {
  const known = numbers.get(key);
  if (known !== undefined) return known;
  numbers.set(key, numbers.size);
  return numbers.size - 1;
}

export function virtualTime(rotation: Rotation, spot: number): number {
  return rotation.tags[2 * spot] ?? 0;
}

export function lastEnd(rotation: Rotation, spot: number): number {
  return rotation.tags[2 * spot + 1] ?? 0;
}

/** How far back a virtual time may lie before it says that the spot was away, not waiting. */
export function isAway(virtualMs: number, startedMs: number, longestMs: number, weight: number): boolean {
  return virtualMs < startedMs - (2 * longestMs) / weight;
}

/** @param pools the keys of the pools among which the spot takes turns */
export function withPlay(rotation: Rotation, aired: AiredSpot, pools: readonly string[]): Rotation {
  const spot = numberOf(rotation.numbers, aired.key);
  const tags = roomFor(rotation, spot);
  const startedMs = turnsAt(rotation.pools, pools);
  const { weight } = aired;
  const longestMs = Math.max(aired.airtimeMs, aired.longestMs ?? 0);
  const kept = tags[2 * spot] ?? 0;
  const fromMs = isAway(kept, startedMs, longestMs, weight) ? startedMs : kept;
  tags[2 * spot] = fromMs + aired.airtimeMs / weight;
  tags[2 * spot + 1] = aired.startOnAirMs + aired.airtimeMs;
  return {
    numbers: rotation.numbers,
    tags,
    pools: withPool(rotation.pools, aired, Math.max(startedMs, fromMs - longestMs / weight)),
    last: { key: aired.key, category: aired.category },
    lastTopics: withTopic(rotation.lastTopics, aired),
  };
}

export function turnsAt(pools: ReadonlyMap<string, Pool>, keys: readonly string[]): number {
  return keys.reduce((latest, key) => Math.max(latest, pools.get(key)?.startedMs ?? 0), 0);
}

export function recentAirtime(pool: Pool | undefined, atMs: number): number {
  return pool ? pool.recentMs * Math.exp((pool.atMs - atMs) / fadeMs) : 0;
}

function roomFor(rotation: Rotation, spot: number): number[] {
  const tags = rotation.tags.slice();
  while (tags.length < 2 * spot + 2) tags.push(0);
  return tags;
}

function withPool(
  pools: ReadonlyMap<string, Pool>,
  aired: AiredSpot,
  startedMs: number,
): ReadonlyMap<string, Pool> {
  const key = `${aired.category}/${aired.kind}`;
  const endMs = aired.startOnAirMs + aired.airtimeMs;
  const recentMs = recentAirtime(pools.get(key), endMs) + aired.airtimeMs;
  return new Map(pools).set(key, { startedMs, recentMs, atMs: endMs });
}

function withTopic(topics: Rotation['lastTopics'], { category, topic }: AiredSpot): Rotation['lastTopics'] {
  return topics.has(category) && topics.get(category) === topic
    ? topics
    : new Map(topics).set(category, topic);
}
