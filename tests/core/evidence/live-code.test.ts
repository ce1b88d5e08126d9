import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  differingDigits,
  liveCodeOf,
  qrTextOf,
  readLiveCode,
  readQrText,
} from '../../../src/core/evidence/live-code.ts';

const root = Uint8Array.from({ length: 32 }, (_, i) => i * 37);
const roots = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Uint8Array.from(bytes));

/** By another way than the code: the first 60 bits as one number, written in base 32. */
function codeByNumber(bytes: Uint8Array): string {
  const bits = BigInt(`0x${Buffer.from(bytes.subarray(0, 8)).toString('hex')}`) >> 4n;
  const digits = bits.toString(32).padStart(12, '0');
  const code = [...digits].map((digit) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'[Number.parseInt(digit, 32)]);
  return [0, 4, 8].map((from) => code.slice(from, from + 4).join('')).join('-');
}

describe('the live code', () => {
  test('is the first 60 bits of the root in base 32, in fours', () => {
    fc.assert(fc.property(roots, (bytes) => liveCodeOf(bytes) === codeByNumber(bytes)));
  });

  test('agrees with an encoder of RFC 4648', () => {
    // python3 -c "import base64; print(base64.b32encode(bytes(i*37%256 for i in range(10))))"
    expect(liveCodeOf(root)).toBe('AASU-U34U-XHPA');
  });

  test('is read however it is typed', () => {
    const typed = [
      'AASU-U34U-XHPA',
      'aasuu34uxhpa',
      ' aasu u34u\txhpa\n',
      'ＡＡＳＵ－Ｕ３４Ｕ－ＸＨＰＡ',
      'AASU–U34U—XHPA',
    ];
    for (const text of typed) {
      const code = readLiveCode(text);
      expect(code && differingDigits(code, root), text).toBe(0);
    }
  });

  test('takes 0 for O, 8 for B and 1 for I or L, which alone are in the alphabet', () => {
    const plain = 'OOBB-IILL-ABCD';
    const bits = [...plain.replace(/-/g, '')].map((c) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(c));
    const number = bits.reduce((sum, digit) => (sum << 5n) | BigInt(digit), 0n) << 4n;
    const like = Uint8Array.from(Buffer.from(number.toString(16).padStart(16, '0').padEnd(64, '0'), 'hex'));
    expect(liveCodeOf(like)).toBe(plain);
    for (const text of ['0088-1111-ABCD', '00BB-I1L1-a8cd', 'oobb-iill-abcd']) {
      const code = readLiveCode(text);
      expect(code && differingDigits(code, like), text).toBe(0);
    }
    const swapped = readLiveCode('OOBB-LLII-ABCD');
    expect(swapped && differingDigits(swapped, like)).toBe(4);
  });

  test('is refused when it is too short, too long or holds a character of no code', () => {
    for (const text of [
      '',
      'AASU-U34U-XHP',
      'AASU-U34U-XHPAA',
      'AASU-U34U-XHP9',
      'AASU-U34U-XHP!',
      '十二个字符的代码不是它',
    ]) {
      expect(readLiveCode(text), text).toBeUndefined();
    }
  });

  test('says by how many characters it misses', () => {
    const code = readLiveCode('AASU-U34U-XHPB');
    expect(code && differingDigits(code, root)).toBe(1);
  });
});

describe('the QR text', () => {
  const checkpoint = { origin: 'changming/abcdefghijklmnop/1', size: 2412, root };

  test('comes back as the checkpoint, also through readers that touch the line ends', () => {
    const text = qrTextOf(checkpoint);
    for (const read of [text, text.trimEnd(), text.replace(/\n/g, '\r\n'), `${text}\n`]) {
      expect(readQrText(read)).toEqual(checkpoint);
    }
  });

  test('is nothing when it is something else', () => {
    for (const text of [
      '',
      'AASU-U34U-XHPA',
      'https://example.org/',
      'a\n1\nnot base64\n',
      'a\n-1\nAAAA\n',
    ]) {
      expect(readQrText(text), text).toBeUndefined();
    }
  });
});
