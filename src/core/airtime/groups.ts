import { builtInSpots } from '../playlist/built-in.ts';
import type { ShareRule } from '../playlist/definition.ts';
import { plannedMs } from '../playlist/planned-ms.ts';
import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import { commercialCategory, countsFor } from '../playlist/share-rule.ts';
import type { Serving } from './demand.ts';
import { poolsOf, standingOf } from './pools.ts';
import type { Playing } from './promise.ts';
import { numberOf } from './rotation.ts';

/** The spots of one category that count for the same rules: they take turns among themselves. */
export interface Group {
  readonly category: string;
  /** By rule: whether these spots count for it, or stand in for spots that would. */
  readonly counts: readonly boolean[];
  readonly pools: readonly string[];
  readonly builtIn: boolean;
  readonly spots: readonly ProgrammeSpot[];
  readonly numbers: Int32Array;
  readonly lengthsMs: Float64Array;
  readonly weights: Float64Array;
  /** 0 where a spot asks for none. */
  readonly separationsMs: Float64Array;
  readonly separated: boolean;
  readonly weight: number;
  readonly shortestMs: number;
  readonly longestMs: number;
}

/** The eligible spots, sorted for a set of rules. */
export interface Roster {
  readonly groups: readonly Group[];
  /** By rule: true while other kinds of its category stand in, because none that counts is eligible. */
  readonly standsIn: readonly boolean[];
  /** By rule: spots that count and need no file; empty when none such can exist. */
  readonly sure: readonly (Group | undefined)[];
  readonly serving: readonly Serving[];
  readonly longestMs: number;
}

interface Known {
  readonly rules: readonly ShareRule[];
  readonly numbers: Map<string, number>;
  readonly roster: Roster;
}

const known = new WeakMap<readonly ProgrammeSpot[], Known>();

/** Sorts once per array of eligible spots: pass the same array while nothing changed. */
export function rosterOf(
  eligible: readonly ProgrammeSpot[],
  rules: readonly ShareRule[],
  numbers: Map<string, number>,
): Roster {
  const found = known.get(eligible);
  if (found && found.rules === rules && found.numbers === numbers) return found.roster;
  const roster = makeRoster(eligible, rules, numbers);
  known.set(eligible, { rules, numbers, roster });
  return roster;
}

function makeRoster(
  eligible: readonly ProgrammeSpot[],
  rules: readonly ShareRule[],
  numbers: Map<string, number>,
): Roster {
  const limits = new Map<string, number>();
  const playable = eligible.filter(({ spot }) => plannedMs(spot) <= limitFor(spot, rules, limits));
  const spots = withFallbacks(playable.length > 0 || rules.length > 0 ? playable : eligible, rules);
  const standsIn = rules.map((rule) => !someCount(rule, spots));
  const groups = groupsOf(spots, rules, numbers, standsIn);
  return {
    groups,
    standsIn,
    sure: rules.map((rule) => sureGroup(rule, groups, rules, numbers)),
    serving: rules.map((_, rule) => servingOf(groups, rules, rule)),
    longestMs: longestOf(groups),
  };
}

function someCount(rule: ShareRule, spots: readonly ProgrammeSpot[]): boolean {
  return spots.some(({ spot }) => countsFor(rule, spot));
}

function withFallbacks(
  playable: readonly ProgrammeSpot[],
  rules: readonly ShareRule[],
): readonly ProgrammeSpot[] {
  const spots = [...playable];
  for (const rule of rules) spots.push(...fallbackFor(rule, spots));
  return spots.length > 0 ? spots : builtInSpots('anti-fraud');
}

function servingOf(groups: readonly Group[], rules: readonly ShareRule[], rule: number): Serving {
  const serving = groups.filter((group) => group.counts[rule]);
  return { longestMs: longestOf(serving), chain: chainOf(rules, rule) };
}

function longestOf(groups: readonly Group[]): number {
  return groups.reduce((longest, group) => Math.max(longest, group.longestMs), 0);
}

/** The first rule that asks for the same spots, or for some or more of them. */
function chainOf(rules: readonly ShareRule[], rule: number): number {
  const own = rules[rule];
  return rules.findIndex((other) => other === own || (own !== undefined && nested(own, other)));
}

function nested(one: ShareRule, other: ShareRule): boolean {
  if (one.category !== other.category) return false;
  if (!one.kinds || !other.kinds) return true;
  const [some, others] = [one.kinds, other.kinds];
  return some.every((kind) => others.includes(kind)) || others.every((kind) => some.includes(kind));
}

/** Built-in slogans where nothing of the category is eligible, or nothing that counts while slogans do. */
function fallbackFor(rule: ShareRule, spots: readonly ProgrammeSpot[]): readonly ProgrammeSpot[] {
  if (someCount(rule, spots)) return [];
  const builtIn = builtInSpots(rule.category);
  if (someCount(rule, builtIn)) return builtIn;
  return spots.some((spot) => spot.spot.category === rule.category) ? [] : builtIn;
}

/** A spot longer than the longest stretch that the rules can ever leave free would wait for ever and hold up the others. */
export function canEverStart({ spot }: ProgrammeSpot, rules: readonly ShareRule[]): boolean {
  return plannedMs(spot) <= limitFor(spot, rules, new Map());
}

/** @param known what was found before, by category and kind */
function limitFor(playing: Playing, rules: readonly ShareRule[], known: Map<string, number>): number {
  const pool = `${playing.category}/${playing.kind}`;
  const found = known.get(pool);
  if (found !== undefined) return found;
  const others = rules.filter((rule) => !countsFor(rule, playing));
  const limitMs = others.reduce(
    (least, rule) => Math.min(least, longestFreeMs(rule, others)),
    Number.POSITIVE_INFINITY,
  );
  known.set(pool, limitMs);
  return limitMs;
}

/**
 * The longest stretch that a rule allows without its category, the reserve left aside.
 * @param beside rules that take their part of the same window
 */
export function longestFreeMs(rule: ShareRule, beside: readonly ShareRule[] = [rule]): number {
  const windowMs = rule.windowMinutes * 60_000;
  const gapMs = (rule.maxGapMinutes ?? Number.POSITIVE_INFINITY) * 60_000;
  const freeMs = rule.of === 'commercial' ? Number.POSITIVE_INFINITY : (1 - sumOf(beside)) * windowMs;
  return Math.min(freeMs - windowMs / 100, gapMs * 0.9);
}

/** The largest share of each category, together. */
function sumOf(rules: readonly ShareRule[]): number {
  const largest = new Map<string, number>();
  for (const { category, atLeast, of } of rules)
    if (of === 'on-air') largest.set(category, Math.max(largest.get(category) ?? 0, atLeast));
  return [...largest.values()].reduce((sum, atLeast) => sum + atLeast, 0);
}

function groupsOf(
  spots: readonly ProgrammeSpot[],
  rules: readonly ShareRule[],
  numbers: Map<string, number>,
  standsIn: readonly boolean[],
): Group[] {
  const standings = new Map<string, string>();
  const bySort = new Map<string, ProgrammeSpot[]>();
  for (const spot of spots) {
    const { category, kind } = spot.spot;
    const pool = `${category}/${kind}`;
    const sort = standings.get(pool) ?? `${category} ${standingOf(rules, spot.spot)}`;
    standings.set(pool, sort);
    const others = bySort.get(sort);
    if (others) others.push(spot);
    else bySort.set(sort, [spot]);
  }
  return [...bySort.values()].map((members) => groupOf(members, rules, numbers, standsIn));
}

function groupOf(
  spots: readonly ProgrammeSpot[],
  rules: readonly ShareRule[],
  numbers: Map<string, number>,
  standsIn: readonly boolean[],
): Group {
  const first = spots[0]?.spot ?? { category: commercialCategory, kind: 'slogan' as const };
  const lengthsMs = new Float64Array(spots.map(({ spot }) => plannedMs(spot)));
  const weights = new Float64Array(spots.map(({ spot }) => spot.weight));
  const separationsMs = new Float64Array(spots.map(({ spot }) => (spot.minSeparationMinutes ?? 0) * 60_000));
  return {
    category: first.category,
    counts: rules.map(
      (rule, index) =>
        countsFor(rule, first) || (standsIn[index] === true && rule.category === first.category),
    ),
    pools: poolsOf(rules, first),
    builtIn: spots.every((spot) => spot.playlist.id === 'built-in'),
    spots,
    numbers: new Int32Array(spots.map(({ key }) => numberOf(numbers, key))),
    lengthsMs,
    weights,
    separationsMs,
    separated: separationsMs.some((separationMs) => separationMs > 0),
    weight: weights.reduce((sum, weight) => sum + weight, 0),
    shortestMs: lengthsMs.reduce((a, b) => Math.min(a, b), Number.POSITIVE_INFINITY),
    longestMs: lengthsMs.reduce((a, b) => Math.max(a, b), 0),
  };
}

function sureGroup(
  rule: ShareRule,
  groups: readonly Group[],
  rules: readonly ShareRule[],
  numbers: Map<string, number>,
): Group | undefined {
  const own = groups.flatMap(({ spots }) => spots.filter((spot) => isSure(spot, rule)));
  const members = own.length > 0 ? own : builtInSpots(rule.category).filter((spot) => isSure(spot, rule));
  return members.length > 0 ? groupOf(members, rules, numbers, []) : undefined;
}

function isSure(spot: ProgrammeSpot, rule: ShareRule): boolean {
  return spot.spot.kind === 'slogan' && countsFor(rule, spot.spot) && spot.url === undefined;
}
