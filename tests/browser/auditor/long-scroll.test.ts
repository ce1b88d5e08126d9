import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { LongScroll } from '../../../src/auditor/plays/long-scroll.ts';

const viewHeight = 600;

function scrollOver(contentHeight: number): LongScroll {
  const scroll = new LongScroll();
  scroll.resize(contentHeight, viewHeight);
  return scroll;
}

describe('LongScroll', () => {
  it('moves content pixel by pixel while it is short enough for an element', () => {
    const scroll = scrollOver(100_000);
    scroll.scrolled(12_345);
    expect(scroll.contentTop).toBe(12_345);
    expect(scroll.settle()).toBe(12_345);
  });

  it('never makes an element taller than every browser allows', () => {
    expect(scrollOver(48_000_000).height).toBeLessThan(16_000_000);
  });

  it('moves as far as the wheel turns, also when the content is taller', () => {
    const scroll = scrollOver(48_000_000);
    scroll.scrolled(4_000_000);
    const before = scroll.contentTop;
    scroll.scrolled(4_000_100);
    expect(scroll.contentTop).toBe(before + 100);
  });

  it('reaches both ends, and puts the thumb where the content is', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 600, max: 100_000_000 }),
        fc.array(fc.double({ min: 0, max: 1, noNaN: true })),
        (height, places) => {
          const scroll = scrollOver(height);
          const longest = scroll.height - viewHeight;
          for (const place of places) {
            scroll.scrolled(place * longest);
            expect(scroll.contentTop).toBeGreaterThanOrEqual(0);
            expect(scroll.contentTop).toBeLessThanOrEqual(height - viewHeight);
            const thumb = scroll.settle();
            expect(thumb / Math.max(longest, 1)).toBeCloseTo(
              scroll.contentTop / Math.max(height - viewHeight, 1),
              3,
            );
          }
          scroll.scrolled(longest);
          expect(scroll.contentTop).toBe(longest <= 0 ? 0 : height - viewHeight);
          scroll.scrolled(0);
          expect(scroll.contentTop).toBe(0);
        },
      ),
    );
  });
});
