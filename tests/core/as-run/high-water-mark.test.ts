import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkAgainstMark,
  formatMark,
  isBehind,
  markOf,
  parseMark,
  sharedOfLost,
} from '../../../src/core/as-run/high-water-mark.ts';
import { identityOf } from '../../../src/core/as-run/screen-identity.ts';
import { emptyHead, growHead } from '../../../src/core/as-run/tree-head.ts';
import type { HighWaterMark } from '../../../src/core/ports/high-water-marks.ts';
import { MemoryAsRunStore } from '../../contracts/memory-as-run-store.ts';

const screen = identityOf(new Uint8Array(32).fill(4));
const head = growHead(emptyHead(screen), [Uint8Array.of(1), Uint8Array.of(2)], screen);
const mark = markOf(head, screen);

describe('a mark', () => {
  it('is one line that a cookie takes as it is, and reads back', () => {
    expect(formatMark(mark)).toMatch(/^[\w.+/]+$/);
    expect(parseMark(formatMark(mark))).toEqual(mark);
    expect(parseMark(formatMark({ ...mark, aloneFrom: 1 }))).toEqual({ ...mark, aloneFrom: 1 });
  });

  it('is nothing when the text is anything else', () => {
    for (const text of ['', 'true', formatMark(mark).slice(1), `${formatMark(mark)}x`, '1.a.1.1.b']) {
      expect(parseMark(text)).toBeUndefined();
    }
    fc.assert(fc.property(fc.string(), (text) => parseMark(text) === undefined));
  });

  it('only ever grows within a screen, and gives way to another screen', () => {
    expect(isBehind(mark, undefined)).toBe(false);
    expect(isBehind({ ...mark, size: 3 }, mark)).toBe(false);
    expect(isBehind({ ...mark, size: 1 }, mark)).toBe(true);
    expect(isBehind(mark, { ...mark, aloneFrom: 1 })).toBe(false);
    expect(isBehind({ ...mark, epoch: 2, size: 0 }, mark)).toBe(false);
    expect(isBehind({ ...mark, size: 9 }, { ...mark, epoch: 2, size: 0 })).toBe(true);
    expect(isBehind({ ...mark, screenId: 'b'.repeat(16), size: 0 }, mark)).toBe(false);
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
    ['gone since it began', undefined, { ...mark, size: 0 }, undefined],
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

describe('sharedOfLost()', () => {
  const found = (size: number) => (size === 0 ? { head: undefined } : { head: { ...head, size } });
  const copies = (known: HighWaterMark | undefined) => ({
    primary: new MemoryAsRunStore(),
    mirror: undefined,
    screen,
    isNew: false,
    mark: known,
  });

  it('is nothing while the first copy is there, or had not gone on alone', () => {
    expect(sharedOfLost(found(2), copies({ ...mark, aloneFrom: 1 }))).toBeUndefined();
    expect(sharedOfLost(found(0), copies(mark))).toBeUndefined();
    expect(sharedOfLost(found(0), copies({ ...mark, epoch: 2, aloneFrom: 1 }))).toBeUndefined();
    expect(sharedOfLost(found(0), copies(undefined))).toBeUndefined();
  });

  it.each([
    ['all', 0, 2, 1],
    ['some', 1, 2, 1],
    ['all, whatever that was,', 0, 0, 0],
  ])(
    'is what both had, when %s of a first copy that had gone on alone is lost',
    (_, left, size, aloneFrom) => {
      expect(sharedOfLost(found(left), copies({ ...mark, size, aloneFrom }))).toBe(aloneFrom);
    },
  );
});
