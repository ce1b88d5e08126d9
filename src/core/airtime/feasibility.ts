import type { ShareRule } from '../playlist/definition.ts';
import type { Fault } from '../playlist/fault.ts';
import { plannedMs } from '../playlist/planned-ms.ts';
import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import { commercialCategory, countsFor } from '../playlist/share-rule.ts';
import { canEverStart, longestFreeMs } from './groups.ts';

/**
 * Shares that no order of the spots can meet, with the arithmetic: nothing counts for one; together they ask for more
 * than all the time; or what serves one is always longer than the stretch that another leaves free.
 * @param spots those that may ever play on this screen
 * @param elsewhere those that venue or audiences keep from it: a category that has only such is one that built-in
 * slogans serve, where they count
 */
export function infeasibleShares(
  rules: readonly ShareRule[],
  spots: readonly ProgrammeSpot[],
  elsewhere: readonly ProgrammeSpot[] = [],
): Fault[] {
  return [
    ...rules.flatMap((rule, index) =>
      servedByBuiltInAlone(rule, spots, elsewhere) ? [] : unsupplied(rule, index, spots),
    ),
    ...overcommitted(rules),
    ...rules.flatMap((rule, index) => tooTight(rule, index, rules, spots)),
  ];
}

/** Whether the tags of its spots keep all of a rule's category from this screen and built-in slogans keep its promise. */
export function servedByBuiltInAlone(
  { category, kinds }: ShareRule,
  spots: readonly ProgrammeSpot[],
  elsewhere: readonly ProgrammeSpot[],
): boolean {
  const isOfIt = ({ spot }: ProgrammeSpot) => spot.category === category;
  const slogansCount = !kinds || kinds.includes('slogan');
  return slogansCount && !spots.some(isOfIt) && elsewhere.some(isOfIt);
}

/** Spots longer than any stretch that the rules ever leave free: they never play, the others do. */
export function neverStarting(
  rules: readonly ShareRule[],
  spots: readonly ProgrammeSpot[],
): readonly ProgrammeSpot[] {
  return spots.filter((spot) => !canEverStart(spot, rules));
}

function unsupplied(rule: ShareRule, index: number, spots: readonly ProgrammeSpot[]): Fault[] {
  const ofCategory = spots.filter(({ spot }) => spot.category === rule.category);
  if (ofCategory.some(({ spot }) => countsFor(rule, spot))) return [];
  const kinds = [...new Set(ofCategory.map(({ spot }) => spot.kind))].join(', ');
  return ofCategory.length === 0
    ? [
        {
          pointer: `/shares/${index}/category`,
          found: `${rule.category}, of which 0 spots play here`,
          expected: 'a category of which spots play here',
          zh: { found: `${rule.category}，本屏可播条目 0 条`, expected: '本屏有可播条目的类别' },
        },
      ]
    : [
        {
          pointer: `/shares/${index}/kinds`,
          found: `${(rule.kinds ?? []).join(', ')}, of which ${rule.category} has 0 spots here`,
          expected: `a kind of which it has: ${kinds}`,
          zh: {
            found: `${(rule.kinds ?? []).join('、')}，${rule.category} 在本屏有 0 条`,
            expected: `本屏有的形式：${kinds}`,
          },
        },
      ];
}

function overcommitted(rules: readonly ShareRule[]): Fault[] {
  const needs = [...new Set(rules.map(({ category }) => category))].map((category) => ({
    category,
    share: needOf(rules, category),
  }));
  const sum = needs.reduce((total, { share }) => total + share, 0);
  // Tenths do not add up to 1 in binary; a millionth of the time is no promise broken.
  if (sum <= 1 + 1e-6) return [];
  const parts = needs.map(({ category, share }) => `${category} ${percent(share)}`).join(' + ');
  return [
    {
      pointer: '/shares',
      found: `${parts} = ${percent(sum)} of on-air time`,
      expected: 'at most 100 %',
      zh: { found: `${parts} = 开播时长的 ${percent(sum)}`, expected: '不超过 100 %' },
    },
  ];
}

/** The part of on-air time that a category must have; one rule may be served by the same spots as another. */
function needOf(rules: readonly ShareRule[], category: string): number {
  const venues =
    category === commercialCategory ? 0 : rules.some(isCommercial) ? needOf(rules, commercialCategory) : 0;
  const own = rules.filter((rule) => rule.category === category);
  return largestApart(own, (rule) => (isCommercial(rule) ? rule.atLeast * venues : rule.atLeast));
}

function isCommercial(rule: ShareRule): boolean {
  return rule.of === 'commercial';
}

/** The largest sum over rules no two of which a spot can serve at once. */
function largestApart(rules: readonly ShareRule[], shareOf: (rule: ShareRule) => number): number {
  const [first, ...rest] = rules;
  if (!first) return 0;
  const apart = rest.filter((rule) => !overlap(rule, first));
  return Math.max(largestApart(rest, shareOf), shareOf(first) + largestApart(apart, shareOf));
}

function overlap(one: ShareRule, other: ShareRule): boolean {
  const kinds = other.kinds;
  return !one.kinds || !kinds || one.kinds.some((kind) => kinds.includes(kind));
}

/** The shortest spot that serves another rule and not this one must fit into what this one leaves free. */
function tooTight(
  rule: ShareRule,
  index: number,
  rules: readonly ShareRule[],
  spots: readonly ProgrammeSpot[],
): Fault[] {
  const freeMs = longestFreeMs(rule);
  return rules.flatMap((other) => {
    const serving = spots.filter(({ spot }) => countsFor(other, spot));
    if (isCommercial(other) || serving.length === 0) return [];
    const shortestMs = serving.reduce(
      (least, { spot }) => Math.min(least, countsFor(rule, spot) ? 0 : plannedMs(spot)),
      Number.POSITIVE_INFINITY,
    );
    if (shortestMs <= freeMs) return [];
    const needs = `${other.category} needs ${seconds(shortestMs)} at a time`;
    const leaves = `${rule.category} leaves at most ${seconds(freeMs)} free`;
    return [
      {
        pointer: `/shares/${index}`,
        found: `${leaves}, ${needs}`,
        expected: 'a longer window or gap, or shorter spots',
        zh: {
          found: `${rule.category} 最多留出 ${seconds(freeMs)}，${other.category} 每次至少需要 ${seconds(shortestMs)}`,
          expected: '更长的窗口或间隔，或更短的条目',
        },
      },
    ];
  });
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))} %`;
}

function seconds(ms: number): string {
  return `${Number((Math.max(0, ms) / 1000).toFixed(1))} s`;
}
