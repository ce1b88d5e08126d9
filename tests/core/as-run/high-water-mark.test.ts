import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkAgainstMark,
  formatMark,
  isFurther,
  markOf,
  parseMark,
} from '../../../src/core/as-run/high-water-mark.ts';
import { identityOf } from '../../../src/core/as-run/screen-identity.ts';
import { emptyHead, growHead } from '../../../src/core/as-run/tree-head.ts';

const screen = identityOf(new Uint8Array(32).fill(4));
const head = growHead(emptyHead(screen), [Uint8Array.of(1), Uint8Array.of(2)], screen);
const mark = markOf(head, screen);

describe('a mark', () => {
  it('is one line that a cookie takes as it is, and reads back', () => {
    expect(formatMark(mark)).toMatch(/^[\w.+/]+$/);
    expect(parseMark(formatMark(mark))).toEqual(mark);
  });

  it('is nothing when the text is anything else', () => {
    for (const text of ['', 'true', formatMark(mark).slice(1), `${formatMark(mark)}x`, '1.a.1.1.b']) {
      expect(parseMark(text)).toBeUndefined();
    }
    fc.assert(fc.property(fc.string(), (text) => parseMark(text) === undefined));
  });

  it('only ever grows within a screen, and gives way to another screen', () => {
    expect(isFurther(mark, undefined)).toBe(true);
    expect(isFurther({ ...mark, size: 3 }, mark)).toBe(true);
    expect(isFurther({ ...mark, size: 1 }, mark)).toBe(false);
    expect(isFurther(mark, mark)).toBe(false);
    expect(isFurther({ ...mark, epoch: 2, size: 0 }, mark)).toBe(true);
    expect(isFurther({ ...mark, size: 9 }, { ...mark, epoch: 2, size: 0 })).toBe(false);
    expect(isFurther({ ...mark, screenId: 'b'.repeat(16), size: 0 }, mark)).toBe(true);
  });
});

describe('checkAgainstMark()', () => {
  it('lets a log go on that is as far as its mark, or further, or never had one', () => {
    checkAgainstMark(head, screen, mark);
    checkAgainstMark(head, screen, { ...mark, size: 1, root: `${'A'.repeat(43)}=` });
    checkAgainstMark(head, screen, undefined);
    checkAgainstMark(undefined, { ...screen, epoch: 2 }, mark);
    checkAgainstMark(undefined, screen, { ...mark, screenId: 'b'.repeat(16) });
  });

  it.each([
    ['shorter', undefined, mark, { from: 0, to: 2 }],
    ['shorter by one', head, { ...mark, size: 3 }, { from: 2, to: 3 }],
    ['of an epoch that had ended', head, { ...mark, epoch: 2, size: 7 }, { from: 0, to: 7 }],
    ['another one of the same size', head, { ...mark, root: `${'A'.repeat(43)}=` }, undefined],
  ])('refuses a log that is %s', (_, found, known, lost) => {
    expect(() => checkAgainstMark(found, screen, known)).toThrow(
      expect.objectContaining({ name: 'AsRunLogError', code: 'inconsistent', lost }),
    );
  });
});
