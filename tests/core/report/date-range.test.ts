import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, daysIn, nextRange, rangeAround } from '../../../src/core/report/date-range.ts';

const dates = fc
  .integer({ min: Date.UTC(1970, 0) / 86_400_000, max: Date.UTC(2100, 0) / 86_400_000 })
  .map((day) => new Date(day * 86_400_000).toISOString().slice(0, 10));
const units = fc.constantFrom('day' as const, 'week' as const, 'month' as const);

describe('rangeAround()', () => {
  it('contains its date and is made of whole units', () => {
    fc.assert(
      fc.property(dates, units, (date, unit) => {
        const range = rangeAround(unit, date);
        expect(range.from <= date && date <= range.to).toBe(true);
        expect(rangeAround(unit, range.from)).toEqual(range);
        expect(rangeAround(unit, range.to)).toEqual(range);
      }),
    );
  });

  it('begins weeks on Mondays and knows February', () => {
    expect(rangeAround('week', '2026-11-22')).toEqual({ from: '2026-11-16', to: '2026-11-22' });
    expect(rangeAround('month', '2028-02-10')).toEqual({ from: '2028-02-01', to: '2028-02-29' });
    expect(daysIn(rangeAround('month', '2027-02-10'))).toBe(28);
  });
});

describe('nextRange()', () => {
  it('leaves no day out, and back again is where it was', () => {
    fc.assert(
      fc.property(dates, units, (date, unit) => {
        const range = rangeAround(unit, date);
        const next = nextRange(unit, range, 1);
        expect(next.from).toBe(addDays(range.to, 1));
        expect(nextRange(unit, next, -1)).toEqual(range);
      }),
    );
  });
});
