import fc from 'fast-check';
import { expect, it } from 'vitest';
import { isLevel, type Point, trendOf } from './trend.ts';

const line = (slopePerMinute: number, noise: (index: number) => number): Point[] =>
  Array.from({ length: 120 }, (_, index) => ({
    minutes: index / 4,
    value: 1_000 + (slopePerMinute * index) / 4 + noise(index),
  }));

it('finds the slope of a straight line, without error', () => {
  const trend = trendOf(line(2, () => 0));
  expect(trend.perHour).toBeCloseTo(120, 6);
  expect(trend.errorPerHour).toBeCloseTo(0, 6);
  expect(isLevel(trend)).toBe(false);
});

it('calls a value level that saws up and down, as a heap does', () => {
  expect(isLevel(trendOf(line(0, (index) => (index % 7) * 30)))).toBe(true);
});

it('calls a value level that only peaks more often as the machine gets slower', () => {
  expect(isLevel(trendOf(line(0, (index) => (index % 12 === 5 ? 0 : index))))).toBe(true);
});

it('calls a value rising that leaks under such a saw', () => {
  expect(isLevel(trendOf(line(20, (index) => (index % 7) * 30)))).toBe(false);
});

it('calls nearly all noise without a slope level', () => {
  const noisy = fc.array(fc.double({ min: -50, max: 50, noNaN: true }), { minLength: 120, maxLength: 120 });
  let level = 0;
  fc.assert(
    fc.property(noisy, (noise) => {
      if (isLevel(trendOf(line(0, (index) => noise[index] ?? 0)))) level += 1;
    }),
    { numRuns: 400, seed: 1 },
  );
  expect(level).toBeGreaterThan(360);
});

it('refuses to speak about fewer than ten points', () => {
  expect(() => trendOf(line(1, () => 0).slice(0, 9))).toThrow(RangeError);
});
