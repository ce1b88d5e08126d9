import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  appendLeaf,
  type CompactRange,
  leafHash,
  nodeHash,
  rangeLength,
  rootOf,
} from '../../../src/core/tlog/merkle.ts';
import { naiveRoot } from './independent-verification.ts';

// The Certificate Transparency reference tree: inputs and roots as published in google/certificate-transparency
// (cpp/merkletree/merkle_tree_test.cc, made by its reference implementation) and carried over, in Go, by
// transparency-dev/merkle and google/trillian.
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
];
const publishedRoots = [
  'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];

describe('the Merkle tree', () => {
  it.each(publishedRoots.map((root, size) => ({ size, root })))(
    'has the published root for $size entries',
    ({ size, root }) => {
      const entries = inputs.slice(0, size).map((input) => Buffer.from(input, 'hex'));
      expect(hex(rootOf(rangeOf(entries)))).toBe(root);
    },
  );

  it('hashes leaves and nodes as published', () => {
    // transparency-dev/merkle, rfc6962/rfc6962_test.go
    expect(hex(leafHash(Buffer.from('L123456')))).toBe(
      '395aa064aa4c29f7010acfe3f25db9485bbd4b91897b6ad7ad547639252b4d56',
    );
    expect(hex(nodeHash(Buffer.from('N123'), Buffer.from('N456')))).toBe(
      'aa217fe888e47007fa15edab33c2b492a722cb106c64667fc2b044444de66bbb',
    );
  });

  it('has the root that the recursive definition of RFC 6962 gives, at any size', {
    timeout: 120_000,
  }, () => {
    fc.assert(
      fc.property(fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 140 }), (entries) => {
        expect(hex(rootOf(rangeOf(entries)))).toBe(hex(naiveRoot(entries)));
      }),
    );
  });

  it('has one hash in its range for each 1 in the binary size', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(fc.nat({ max: 300 }), (size) => {
        const entries = Array.from({ length: size }, (_, index) => Uint8Array.of(index % 256));
        expect(rangeOf(entries)).toHaveLength(rangeLength(size));
      }),
    );
    expect(rangeLength(2 ** 40 - 1)).toBe(40);
    expect(rangeLength(2 ** 52)).toBe(1);
  });

  it('grows beyond 2^32 entries', () => {
    const full = Array.from({ length: 33 }, (_, index) => leafHash(Uint8Array.of(index)));
    const leaf = leafHash(new Uint8Array());
    const [merged, ...none] = appendLeaf(full, 2 ** 33 - 1, leaf);
    expect(none).toEqual([]);
    expect(merged).toEqual(full.reduceRight((right, left) => nodeHash(left, right), leaf));
  });

  it('refuses a range that is not of the size given', () => {
    expect(() => appendLeaf([], 1, leafHash(new Uint8Array()))).toThrow(RangeError);
  });
});

function rangeOf(entries: readonly Uint8Array[]): CompactRange {
  return entries.reduce<CompactRange>((range, entry, size) => appendLeaf(range, size, leafHash(entry)), []);
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
