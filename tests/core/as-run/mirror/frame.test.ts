import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { crc32 } from '../../../../src/core/as-run/mirror/crc32.ts';
import { encodeFrame, readFrames } from '../../../../src/core/as-run/mirror/frame.ts';
import {
  decodeIdentity,
  decodeRecord,
  encodeIdentity,
  encodeRecord,
} from '../../../../src/core/as-run/mirror/segment-format.ts';
import { identityOf } from '../../../../src/core/as-run/screen-identity.ts';

const payloads = fc.array(fc.uint8Array({ maxLength: 60 }), { minLength: 1, maxLength: 8 });

describe('crc32()', () => {
  it('gives the check value of the CRC catalogue, and that of nothing', () => {
    // https://reveng.sourceforge.io/crc-catalogue/17plus.htm#crc.cat.crc-32-iso-hdlc
    expect(crc32(new TextEncoder().encode('123456789'))).toBe(0xcbf43926);
    expect(crc32(new Uint8Array())).toBe(0);
  });
});

describe('readFrames()', () => {
  it('reads back what was written', () => {
    fc.assert(
      fc.property(payloads, (written) => {
        const { frames, behind } = readFrames(fileOf(written));
        expect(frames.map(({ payload }) => [...payload])).toEqual(written.map((payload) => [...payload]));
        expect(behind).toEqual([]);
      }),
    );
  });

  it('reads all that is whole of a file that is cut off anywhere, and nothing else', () => {
    fc.assert(
      fc.property(payloads, fc.nat(), (written, cut) => {
        const file = fileOf(written);
        const length = cut % (file.length + 1);
        const { frames, behind } = readFrames(file.slice(0, length));
        const whole = readFrames(file).frames.filter(({ end }) => end <= length);
        expect(frames.map(({ end }) => end)).toEqual(whole.map(({ end }) => end));
        expect(behind).toEqual([]);
      }),
    );
  });

  it('finds every burst of up to 32 flipped bits, and says what lies behind', () => {
    fc.assert(
      fc.property(
        payloads,
        fc.nat(),
        fc.uint8Array({ minLength: 1, maxLength: 4 }),
        (written, where, flips) => {
          fc.pre(flips.some((flip) => flip !== 0));
          const file = fileOf(written);
          const at = where % file.length;
          flips.forEach((flip, index) => {
            if (at + index < file.length) file[at + index] = (file[at + index] ?? 0) ^ flip;
          });
          fc.pre(flips.slice(0, file.length - at).some((flip) => flip !== 0));
          const { frames, behind } = readFrames(file);
          const ends = readFrames(fileOf(written)).frames.map(({ end }) => end);
          const first = ends.findIndex((end) => end > at + flips.findIndex((flip) => flip !== 0));
          expect(frames.map(({ end }) => end)).toEqual(ends.slice(0, first));
          const later = ends.slice(0, -1).filter((end) => end >= at + flips.length).length;
          expect(behind.length).toBeGreaterThanOrEqual(later);
          for (const { end } of behind) expect(ends).toContain(end);
        },
      ),
    );
  });
});

describe('records', () => {
  it('give back entries and checkpoint, byte for byte', () => {
    const entries = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.nat(), entries, fc.option(fc.string({ minLength: 1 })), (from, bytes, text) => {
        const checkpoint = text?.replace(/\p{Surrogate}/gu, '?');
        const record = { from, entries: bytes.map((entry) => entry.slice()), checkpoint };
        expect(decodeRecord(encodeRecord(record))).toEqual(record);
      }),
    );
  });

  it('are nothing when they are something else', () => {
    fc.assert(fc.property(fc.uint8Array(), (bytes) => void decodeRecord(bytes.slice())));
    expect(decodeRecord(encodeIdentity(identityOf(new Uint8Array(32))))).toBeUndefined();
    expect(decodeIdentity(encodeRecord({ from: 0, entries: [], checkpoint: 'x' }))).toBeUndefined();
  });
});

function fileOf(written: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(written.flatMap((payload) => [...encodeFrame(payload)]));
}
