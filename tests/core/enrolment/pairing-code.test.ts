import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  keyFingerprint,
  pairingCodeBytes,
  pairingCodeOf,
  readFingerprint,
  readPairingCode,
} from '../../../src/core/enrolment/pairing-code.ts';

const random = fc.uint8Array({ minLength: pairingCodeBytes, maxLength: pairingCodeBytes });

describe('a pairing code', () => {
  it('has every one of its 40 bits in eight characters that are not mistaken for one another', () => {
    fc.assert(
      fc.property(random, (bytes) => {
        const code = pairingCodeOf(bytes);
        expect(code).toMatch(/^[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/);
        const bits = BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
        const digits = [...code.replace('-', '')];
        const value = digits.reduce(
          (sum, digit) => sum * 32n + BigInt('0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(digit)),
          0n,
        );
        expect(value).toBe(bits);
      }),
    );
  });

  it('is read however it is typed', () => {
    expect(readPairingCode('k3m9-7qxd')).toBe('K3M9-7QXD');
    expect(readPairingCode(' K3M9 7QXD\n')).toBe('K3M9-7QXD');
    expect(readPairingCode('Ｋ３Ｍ９－７ＱＸＤ')).toBe('K3M9-7QXD');
    expect(readPairingCode('oil0-OIL1')).toBe('0110-0111');
  });

  it('is nothing else', () => {
    for (const text of ['', 'K3M9-7QX', 'K3M9-7QXDD', 'K3M9-7QXU', 'K3M9-7QX!', '警钟长鸣警钟长鸣']) {
      expect(readPairingCode(text), text).toBeUndefined();
    }
  });
});

describe('a fingerprint', () => {
  it('is the first 100 bits of the key’s hash, and read however it is typed', () => {
    const key = new Uint8Array(32).fill(7);
    const hex = createHash('sha256').update(key).digest('hex').slice(0, 25);
    const fingerprint = keyFingerprint(key);
    expect(fingerprint).toMatch(/^(.{4}-){4}.{4}$/);
    const digits = [...fingerprint.replaceAll('-', '')];
    const value = digits.reduce(
      (sum, digit) => sum * 32n + BigInt('0123456789ABCDEFGHJKMNPQRSTVWXYZ'.indexOf(digit)),
      0n,
    );
    expect(value).toBe(BigInt(`0x${hex}`));
    expect(readFingerprint(fingerprint.toLowerCase().replaceAll('-', ' '))).toBe(fingerprint);
    expect(readFingerprint(fingerprint.slice(1))).toBeUndefined();
  });
});
