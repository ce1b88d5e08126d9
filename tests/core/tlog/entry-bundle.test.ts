import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeEntryBundle,
  EntryBundleError,
  encodeEntryBundle,
} from '../../../src/core/tlog/entry-bundle.ts';

describe('an entry bundle', () => {
  it('is each entry after its length as 16 bits, big-endian', () => {
    const long = new Uint8Array(0x0102).fill(9);
    const bytes = encodeEntryBundle([Uint8Array.of(7, 8), new Uint8Array(), long]);
    expect([...bytes.subarray(0, 9)]).toEqual([0, 2, 7, 8, 0, 0, 1, 2, 9]);
    expect(bytes).toHaveLength(4 + 2 + 2 + 0x0102);
  });

  it('gives back the entries it was made of', () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 256 }), (entries) => {
        expect(decodeEntryBundle(encodeEntryBundle(entries), entries.length)).toEqual(entries);
      }),
    );
    const longest = [new Uint8Array(65_535).fill(1)];
    expect(decodeEntryBundle(encodeEntryBundle(longest), 1)).toEqual(longest);
  });

  it.each([
    ['half a length', [0], 1, 'entry 0 is cut short', 0],
    ['a length without its entry', [0, 3, 1, 2], 1, 'entry 0 is cut short', 0],
    ['half a second length', [0, 1, 9, 0], 2, 'entry 1 is cut short', 3],
    ['fewer entries than its path says', [0, 1, 9], 2, 'it has 1 entries, not 2', 3],
    ['more entries than its path says', [0, 1, 9, 0, 0], 1, 'it goes on after 1 entries', 3],
    ['nothing', [], 1, 'it has 0 entries, not 1', 0],
  ])('with %s is refused', (_, bytes, width, detail, at) => {
    const decode = () => decodeEntryBundle(Uint8Array.from(bytes), width);
    expect(decode).toThrow(EntryBundleError);
    expect(decode).toThrow(detail);
    expect(decode).toThrow(expect.objectContaining({ at }));
  });

  it('is not made of more than 256 entries or of one that has no place', () => {
    expect(() => encodeEntryBundle(Array.from({ length: 257 }, () => new Uint8Array()))).toThrow(RangeError);
    expect(() => encodeEntryBundle([new Uint8Array(65_536)])).toThrow(RangeError);
  });
});
