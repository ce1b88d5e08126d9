import { describe, expect, test } from 'vitest';
import { tokens } from '../../../src/elements/tokens/tokens.ts';

const [light = '', dark = ''] = tokens.cssText.split('@media');

function colours(css: string): Map<string, string> {
  return new Map(
    [...css.matchAll(/--cm-([a-z-]+): (#[0-9a-f]{6});/g)].map(([, name = '', hex = '']) => [name, hex]),
  );
}

/** Relative luminance as WCAG 2 defines it. */
function luminance(hex: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(a: string, b: string): number {
  const [low = 0, high = 0] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

const sets = [
  ['light', colours(light)],
  ['dark', colours(dark)],
] as const;

describe.each(sets)('the %s colours', (_scheme, set) => {
  const between = (a: string, b: string) => contrast(set.get(a) ?? '', set.get(b) ?? '');

  const texts = ['text', 'text-quiet', 'accent', 'good', 'warn', 'bad'].flatMap((ink) =>
    ['ground', 'surface'].map((paper) => [ink, paper]),
  );
  const onTints = ['good', 'warn', 'bad', 'accent'].flatMap((tint) => [
    ['text', `${tint}-soft`],
    ['text-quiet', `${tint}-soft`],
  ]);

  test.each([...texts, ...onTints, ['on-accent', 'accent']])(
    '%s on %s reads at 7:1',
    (ink = '', paper = '') => {
      expect(between(ink, paper)).toBeGreaterThanOrEqual(7);
    },
  );

  const marks = [...set.keys()].filter((name) =>
    /^(line-strong|category-|topic-|promise|shortfall)/.test(name),
  );

  test.each(marks)('%s stands out from surface and ground at 3:1', (mark) => {
    expect(Math.min(between(mark, 'surface'), between(mark, 'ground'))).toBeGreaterThanOrEqual(3);
  });

  test('anti-fraud and host stay apart without hue, in grey print', () => {
    expect(between('category-anti-fraud', 'category-host')).toBeGreaterThanOrEqual(2);
  });
});

test('light and dark name the same colours', () => {
  expect([...colours(dark).keys()]).toEqual([...colours(light).keys()]);
});
