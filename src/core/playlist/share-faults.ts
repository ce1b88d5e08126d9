import type { ShareRule, Spot } from './definition.ts';
import type { Fault } from './fault.ts';

/**
 * Shares that the spots at hand cannot meet whatever their order: nothing counts for them, or together they promise
 * more than all the time there is.
 * @param spots those that may ever play on this screen
 */
export function shareFaults(rules: readonly ShareRule[], spots: readonly Spot[]): Fault[] {
  const unsupplied = rules.flatMap((rule, index) =>
    spots.some((spot) => countsFor(rule, spot)) ? [] : [nothingCounts(rule, index, spots)],
  );
  return [...unsupplied, ...overcommitted(rules)];
}

function countsFor(rule: ShareRule, spot: Spot): boolean {
  return spot.category === rule.category && (!rule.kinds || rule.kinds.includes(spot.kind));
}

function nothingCounts(rule: ShareRule, index: number, spots: readonly Spot[]): Fault {
  const kinds = [
    ...new Set(spots.filter((spot) => spot.category === rule.category).map((spot) => spot.kind)),
  ];
  const ofCategory = kinds.length > 0;
  const wanted = (rule.kinds ?? []).join(', ');
  return {
    pointer: `/shares/${index}/${ofCategory ? 'kinds' : 'category'}`,
    found: ofCategory ? wanted : rule.category,
    expected: ofCategory
      ? `a kind of which "${rule.category}" has spots here: ${kinds.join(', ')}`
      : 'a category of which spots play here',
    zh: {
      expected: ofCategory
        ? `“${rule.category}”在本屏可播条目的形式：${kinds.join('、')}`
        : '本屏有可播条目的类别',
    },
  };
}

/** Categories exclude each other, so their promises of on-air time add up; within one the largest counts. */
function overcommitted(rules: readonly ShareRule[]): Fault[] {
  const largest = new Map<string, number>();
  for (const { category, atLeast, of } of rules) {
    if (of === 'on-air') largest.set(category, Math.max(largest.get(category) ?? 0, atLeast));
  }
  const parts = [...largest].map(([category, share]) => `${category} ${percent(share)}`);
  const sum = [...largest.values()].reduce((total, share) => total + share, 0);
  // Tenths do not add up to 1 in binary; a millionth of the time is no promise broken.
  if (sum <= 1 + 1e-6) return [];
  return [
    {
      pointer: '/shares',
      found: `${parts.join(' + ')} = ${percent(sum)} of on-air time`,
      expected: 'at most 100 %',
      zh: { found: `${parts.join(' + ')} = 开播时长的 ${percent(sum)}`, expected: '不超过 100 %' },
    },
  ];
}

function percent(share: number): string {
  return `${Number((share * 100).toFixed(4))} %`;
}
