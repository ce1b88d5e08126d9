import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatTlogProof, parseTlogProof, TlogProofError } from '../../../src/core/tlog/tlog-proof.ts';

const checkpoint = 'example.com/log\n9\n…\n\n— example.com/log AAAA\n';
const hash = Uint8Array.from({ length: 32 }, (_, at) => at);
const line = Buffer.from(hash).toString('base64');

describe('a tlog-proof', () => {
  it('is the text that c2sp.org/tlog-proof describes', () => {
    const extra = Buffer.from('more');
    expect(formatTlogProof({ extra, index: 73_894n, proof: [hash, hash], checkpoint })).toBe(
      `c2sp.org/tlog-proof@v1\nextra bW9yZQ==\nindex 73894\n${line}\n${line}\n\n${checkpoint}`,
    );
    expect(formatTlogProof({ index: 0n, proof: [], checkpoint })).toBe(
      `c2sp.org/tlog-proof@v1\nindex 0\n\n${checkpoint}`,
    );
  });

  it('is read as it was written, with its checkpoint to the byte', () => {
    const bytes = fc.uint8Array({ minLength: 32, maxLength: 32 });
    const any = fc.record(
      {
        extra: fc.uint8Array(),
        index: fc.bigInt(0n, 2n ** 64n - 1n),
        proof: fc.array(bytes),
        checkpoint: fc.string(),
      },
      { requiredKeys: ['index', 'proof', 'checkpoint'] },
    );
    fc.assert(
      fc.property(any, (proof) => {
        expect(parseTlogProof(formatTlogProof(proof))).toEqual(proof);
      }),
    );
  });

  it.each([
    ['another header', `c2sp.org/tlog-proof@v2\nindex 0\n\n${checkpoint}`, 'does not begin with'],
    ['no index', `c2sp.org/tlog-proof@v1\n${line}\n\n${checkpoint}`, 'does not say an index'],
    ['an index with a leading zero', `c2sp.org/tlog-proof@v1\nindex 01\n\n${checkpoint}`, 'index'],
    ['a negative index', `c2sp.org/tlog-proof@v1\nindex -1\n\n${checkpoint}`, 'index'],
    [
      'the index before the extra data',
      `c2sp.org/tlog-proof@v1\nindex 1\nextra AAAA\n\n${checkpoint}`,
      'base64',
    ],
    ['extra data that are not base64', `c2sp.org/tlog-proof@v1\nextra *\nindex 1\n\n${checkpoint}`, 'extra'],
    ['a short hash', `c2sp.org/tlog-proof@v1\nindex 1\n${line.slice(4)}\n\n${checkpoint}`, '32 bytes'],
    ['no checkpoint', `c2sp.org/tlog-proof@v1\nindex 1\n${line}\n`, 'no empty line'],
    ['carriage returns', `c2sp.org/tlog-proof@v1\r\nindex 1\r\n\n${checkpoint}`, 'does not begin with'],
    ['65 hashes', `c2sp.org/tlog-proof@v1\nindex 1\n${`${line}\n`.repeat(65)}\n${checkpoint}`, 'too many'],
  ])('with %s is refused', (_, text, complaint) => {
    expect(() => parseTlogProof(text)).toThrow(TlogProofError);
    expect(() => parseTlogProof(text)).toThrow(complaint);
  });
});
