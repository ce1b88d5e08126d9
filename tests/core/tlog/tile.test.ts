import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { appendLeaf, type CompactRange, type Hash, rootOf } from '../../../src/core/tlog/merkle.ts';
import { inclusionProof, verifyInclusion } from '../../../src/core/tlog/proof.ts';
import {
  type FilledTile,
  parseTilePath,
  perfectHash,
  rangeOfEdge,
  rightEdge,
  TileBuilder,
  tileHashReader,
  tilePath,
  tilesAbove,
  tilesOf,
} from '../../../src/core/tlog/tile.ts';

describe('the path of a tile', () => {
  it.each([
    ['tile/0/000', { level: 0, index: 0, width: 256 }],
    // The example of c2sp.org/tlog-tiles.
    ['tile/3/x001/x234/067', { level: 3, index: 1_234_067, width: 256 }],
    ['tile/0/273.p/112', { level: 0, index: 273, width: 112 }],
    ['tile/entries/x001/000.p/1', { level: 'entries' as const, index: 1000, width: 1 }],
    ['tile/63/999.p/255', { level: 63, index: 999, width: 255 }],
  ])('%s is written and read', (path, tile) => {
    expect(tilePath(tile)).toBe(path);
    expect(parseTilePath(path)).toEqual(tile);
  });

  it.each([
    'tile/0/0',
    'tile/0/0000',
    'tile/00/000',
    'tile/64/000',
    'tile/-1/000',
    'tile/+1/000',
    'tile/0/x000/000',
    'tile/0/001/000',
    'tile/0/x001',
    'tile/0/x01/000',
    'tile/0/000.p/0',
    'tile/0/000.p/256',
    'tile/0/000.p/01',
    'tile/0/000.p/',
    'tile/0/000.p',
    'tile/0/000/',
    '/tile/0/000',
    'tile/0/000\n',
    'tile/Entries/000',
    'tile/0/x999/x999/x999/x999/x999/999',
    'tile/0/٠٠٠',
  ])('%j is none', (path) => {
    expect(parseTilePath(path)).toBeUndefined();
  });

  it('reads its own writing', () => {
    const level = fc.oneof(fc.nat({ max: 63 }), fc.constant('entries' as const));
    const tile = fc.record({
      level,
      index: fc.maxSafeNat(),
      width: fc.integer({ min: 1, max: 256 }),
    });
    fc.assert(
      fc.property(tile, (any) => {
        expect(parseTilePath(tilePath(any))).toEqual(any);
      }),
    );
  });
});

describe('the tiles of a tree', () => {
  it('are those of the examples of c2sp.org/tlog-tiles', () => {
    const of70000 = [...tilesOf(70_000)];
    expect(of70000.filter(({ level, width }) => level === 0 && width === 256)).toHaveLength(273);
    expect(of70000.filter(({ level, width }) => level !== 0 || width < 256).map(tilePath)).toEqual([
      'tile/0/273.p/112',
      'tile/1/000',
      'tile/1/001.p/17',
      'tile/2/000.p/1',
    ]);
    expect([...tilesOf(256)].map(tilePath)).toEqual(['tile/0/000', 'tile/1/000.p/1']);
    expect([...tilesOf(0)]).toEqual([]);
  });

  it('hold the hashes that the specification names, full and partial', { timeout: 120_000 }, () => {
    const size = 66_000;
    const built = build(size);
    expect(built.map(({ tile }) => tilePath(tile)).sort()).toEqual([...tilesOf(size)].map(tilePath).sort());
    const tiles = new Map(built.map(({ tile, hashes }) => [tilePath(tile), hashes]));
    // MTH(D[(n·256 + i)·256^l : (n·256 + i + 1)·256^l])
    expect(hashAt(tiles.get('tile/0/257.p/208'), 207)).toBe(hex(mth(65_999, 66_000)));
    expect(hashAt(tiles.get('tile/1/000'), 255)).toBe(hex(mth(65_280, 65_536)));
    expect(hashAt(tiles.get('tile/1/001.p/1'), 0)).toBe(hex(mth(65_536, 65_792)));
    expect(hashAt(tiles.get('tile/2/000.p/1'), 0)).toBe(hex(mth(0, 65_536)));
  });

  it.each([0, 1, 2, 3, 255, 256, 257, 511, 513, 1000, 65_535, 65_536, 65_793])(
    'on the right edge make the root of size %i',
    { timeout: 120_000 },
    (size) => {
      const edge = new TileBuilder();
      let range: CompactRange = [];
      for (let seq = 0; seq < size; seq++) {
        edge.add(leafAt(seq));
        range = appendLeaf(range, seq, leafAt(seq));
      }
      const partial = edge.partial();
      expect(partial.map(({ tile }) => tile)).toEqual(rightEdge(size));
      expect(rangeOfEdge(partial.map(({ hashes }) => hashes)).map(hex)).toEqual(range.map(hex));
    },
  );

  it.each([1, 2, 255, 256, 257, 1000, 65_537])(
    'above a leaf of %i prove that it is there, together with the right edge',
    { timeout: 120_000 },
    async (size) => {
      const tiles = new Map(build(size).map(({ tile, hashes }) => [tilePath(tile), hashes]));
      const root = rootOf(
        rangeOfEdge(rightEdge(size).map((tile) => tiles.get(tilePath(tile)) as Uint8Array)),
      );
      for (const seq of new Set([0, Math.floor(size / 3), size - 1])) {
        const carried = [...tilesAbove(seq, size), ...rightEdge(size)].map(tilePath);
        const read = tileHashReader(size, (tile) => {
          if (!carried.includes(tilePath(tile))) throw new Error(`${tilePath(tile)} is not carried`);
          return tiles.get(tilePath(tile)) as Uint8Array;
        });
        const [index, count] = [BigInt(seq), BigInt(size)];
        const proof = await inclusionProof(index, count, read);
        verifyInclusion({ index, size: count, leaf: leafAt(seq), proof, root });
      }
    },
  );

  it('have no hash of a subtree that the tree does not have', async () => {
    const read = tileHashReader(300, ({ width }) => new Uint8Array(width * 32));
    await expect(read(8, 1n)).rejects.toThrow(RangeError);
    await expect(read(0, 300n)).rejects.toThrow(RangeError);
    await expect(read(2, 74n)).resolves.toHaveLength(32);
  });

  it('never hash from no hashes', () => {
    expect(() => perfectHash(new Uint8Array())).toThrow(RangeError);
  });
});

/** A leaf hash of its own for each entry; hashing as many entries would only cost time. */
function leafAt(seq: number): Hash {
  const hash = new Uint8Array(32);
  new DataView(hash.buffer).setUint32(0, seq);
  return hash;
}

function build(size: number): FilledTile[] {
  const builder = new TileBuilder();
  const filled: FilledTile[] = [];
  for (let seq = 0; seq < size; seq++) filled.push(...builder.add(leafAt(seq)));
  return [...filled, ...builder.partial()];
}

/** MTH of leaves [from, to), by the recursion of RFC 6962 and on node:crypto. */
function mth(from: number, to: number): Buffer {
  if (to - from === 1) return Buffer.from(leafAt(from));
  let split = 1;
  while (split * 2 < to - from) split *= 2;
  const hash = createHash('sha256')
    .update(Uint8Array.of(1))
    .update(mth(from, from + split));
  return hash.update(mth(from + split, to)).digest();
}

function hashAt(hashes: Uint8Array | undefined, index: number): string {
  return hex(hashes?.subarray(index * 32, (index + 1) * 32) ?? new Uint8Array());
}

function hex(data: Uint8Array): string {
  return Buffer.from(data).toString('hex');
}
