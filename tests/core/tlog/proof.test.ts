import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Hash, leafHash, nodeHash } from '../../../src/core/tlog/merkle.ts';
import {
  type ConsistencyClaim,
  consistencyProof,
  type HashReader,
  type InclusionClaim,
  inclusionProof,
  ProofError,
  verifyConsistency,
  verifyInclusion,
} from '../../../src/core/tlog/proof.ts';
import { naiveConsistencyProof, naiveInclusionProof, naiveRoot } from './independent-verification.ts';

// The inputs of the Certificate Transparency reference tree and proofs in it as published, in transparency-dev/merkle,
// proof/verify_test.go. Leaves count from 0 here, from 1 there.
const inputs = [
  '',
  '00',
  '10',
  '2021',
  '3031',
  '40414243',
  '5051525354555657',
  '606162636465666768696a6b6c6d6e6f',
].map((hex) => Uint8Array.from(Buffer.from(hex, 'hex')));
const node = {
  leaf0: '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  leaf1: '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
  leaf4: 'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
  leaf6: 'b08693ec2e721597130641e8211e7eedccb4c26413963eee6c1e2ed16ffb1a5f',
  from0to2: 'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  from2to4: '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
  from4to6: '0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a',
  from6to8: 'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
  from0to4: 'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  from4to8: '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
};
const publishedInclusion: [index: number, size: number, proof: string[]][] = [
  [0, 1, []],
  [0, 8, [node.leaf1, node.from2to4, node.from4to8]],
  [5, 8, [node.leaf4, node.from6to8, node.from0to4]],
  [2, 3, [node.from0to2]],
  [1, 5, [node.leaf0, node.from2to4, node.leaf4]],
];
const publishedConsistency: [oldSize: number, size: number, proof: string[]][] = [
  [1, 1, []],
  [1, 8, [node.leaf1, node.from2to4, node.from4to8]],
  [6, 8, [node.from4to6, node.from6to8, node.from0to4]],
  [2, 5, [node.from2to4, node.leaf4]],
  [6, 7, [node.from4to6, node.leaf6, node.from0to4]],
];

const someHash = Uint8Array.from(Buffer.from('abacaba0'.padEnd(64, '1'), 'hex'));
const emptyRoot = Uint8Array.from(naiveRoot([]));

describe('an inclusion proof', () => {
  it.each(publishedInclusion)(
    'of leaf %i in a tree of %i is the published one',
    async (index, size, proof) => {
      const made = await inclusionProof(BigInt(index), BigInt(size), readerOf(inputs));
      expect(made.map(hex)).toEqual(proof);
      verifyInclusion(inclusionClaim(index, size, made));
    },
  );

  it.each(publishedInclusion)(
    'of leaf %i in a tree of %i holds for nothing else',
    async (index, size, proof) => {
      for (const [what, claim] of corruptInclusion(inclusionClaim(index, size, proof.map(bytes)))) {
        expect(() => verifyInclusion(claim), what).toThrow(ProofError);
      }
    },
  );

  it('is made and verified as the recursive definition says, at any size', { timeout: 120_000 }, async () => {
    await fc.assert(
      fc.asyncProperty(logAndIndex(), async ([entries, index]) => {
        const proof = await inclusionProof(BigInt(index), BigInt(entries.length), readerOf(entries));
        expect(proof.map(hex)).toEqual(naiveInclusionProof(index, entries).map(hex));
        verifyInclusion(inclusionClaim(index, entries.length, proof, entries));
      }),
      { numRuns: 60 },
    );
  });

  it('of a leaf that the tree does not have is neither made nor accepted', async () => {
    for (const [index, size] of [
      [0n, 0n],
      [1n, 0n],
      [1n, 1n],
      [2n, 1n],
      [-1n, 4n],
    ] as const) {
      await expect(inclusionProof(index, size, readerOf(inputs))).rejects.toMatchObject({
        code: 'out-of-range',
      });
      for (const leaf of [someHash, emptyRoot, new Uint8Array()]) {
        const claim = { index, size, leaf, proof: [], root: emptyRoot };
        expect(code(() => verifyInclusion(claim))).toBe('out-of-range');
      }
    }
  });

  it('works with indices beyond 2^53, where numbers lose their last digits', async () => {
    for (const index of [2n ** 53n + 1n, 2n ** 63n + 12_345n, 2n ** 64n - 2n]) {
      const size = 2n ** 64n - 1n;
      const read = endlessBut(index);
      const proof = await inclusionProof(index, size, read);
      const claim = { index, size, leaf: await read(0, index), proof, root: await endlessRoot(size, read) };
      verifyInclusion(claim);
      expect(() => verifyInclusion({ ...claim, index: index - 1n })).toThrow(ProofError);
      expect(code(() => verifyInclusion({ ...claim, index: 2n ** 64n - 1n }))).toBe('out-of-range');
    }
  });
});

describe('a consistency proof', () => {
  it.each(publishedConsistency)('from %i to %i is the published one', async (oldSize, size, proof) => {
    const made = await consistencyProof(BigInt(oldSize), BigInt(size), readerOf(inputs));
    expect(made.map(hex)).toEqual(proof);
    verifyConsistency(consistencyClaim(oldSize, size, made));
  });

  it.each(publishedConsistency.slice(1))(
    'from %i to %i holds for nothing else',
    async (oldSize, size, proof) => {
      for (const [what, claim] of corruptConsistency(consistencyClaim(oldSize, size, proof.map(bytes)))) {
        expect(() => verifyConsistency(claim), what).toThrow(ProofError);
      }
    },
  );

  it('is made and verified as the recursive definition says, at any sizes', {
    timeout: 120_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(logAndIndex(), async ([entries, index]) => {
        const oldSize = index + 1;
        const proof = await consistencyProof(BigInt(oldSize), BigInt(entries.length), readerOf(entries));
        expect(proof.map(hex)).toEqual(naiveConsistencyProof(oldSize, entries).map(hex));
        verifyConsistency(consistencyClaim(oldSize, entries.length, proof, entries));
      }),
      { numRuns: 60 },
    );
  });

  it('is empty from size 0, which begins every tree, and between equal sizes', async () => {
    expect(await consistencyProof(0n, 0n, readerOf([]))).toEqual([]);
    expect(await consistencyProof(0n, 8n, readerOf(inputs))).toEqual([]);
    expect(await consistencyProof(8n, 8n, readerOf(inputs))).toEqual([]);
    verifyConsistency(consistencyClaim(0, 0, []));
    verifyConsistency(consistencyClaim(0, 8, []));
    verifyConsistency(consistencyClaim(8, 8, []));
  });

  // The cases of TestVerifyConsistency in transparency-dev/merkle.
  const root = rootAt(1);
  it.each<[string, ConsistencyClaim, string]>([
    ['size 0 with the root of something', { ...consistencyClaim(0, 1, []), oldRoot: root }, 'root-differs'],
    ['size 0 with a proof', consistencyClaim(0, 1, [someHash]), 'malformed'],
    ['equal sizes 0 with a proof', consistencyClaim(0, 0, [someHash]), 'malformed'],
    ['equal sizes with a proof', consistencyClaim(1, 1, [someHash]), 'malformed'],
    ['equal sizes with other roots', { ...consistencyClaim(1, 1, []), root: someHash }, 'root-differs'],
    ['a tree that shrank to nothing', consistencyClaim(1, 0, []), 'out-of-range'],
    ['a tree that shrank', consistencyClaim(2, 1, []), 'out-of-range'],
    ['no proof between different sizes', consistencyClaim(1, 2, []), 'malformed'],
    ['a negative size', { ...consistencyClaim(1, 2, []), oldSize: -1n }, 'out-of-range'],
  ])('is refused for %s', (_, claim, expected) => {
    expect(code(() => verifyConsistency(claim))).toBe(expected);
  });

  it('is not made from a size to a smaller one', async () => {
    await expect(consistencyProof(9n, 8n, readerOf(inputs))).rejects.toMatchObject({ code: 'out-of-range' });
  });

  it('works with sizes beyond 2^53, where numbers lose their last digits', async () => {
    const size = 2n ** 64n - 1n;
    for (const oldSize of [2n ** 53n + 1n, 2n ** 63n, 2n ** 64n - 2n]) {
      const read = endlessBut(oldSize - 1n);
      const proof = await consistencyProof(oldSize, size, read);
      const oldRoot = await endlessRoot(oldSize, read);
      const claim = { oldSize, oldRoot, size, root: await endlessRoot(size, read), proof };
      verifyConsistency(claim);
      expect(() => verifyConsistency({ ...claim, oldSize: oldSize - 1n })).toThrow(ProofError);
    }
  });
});

function corruptInclusion(claim: InclusionClaim): [string, InclusionClaim][] {
  const { index, size, proof, root } = claim;
  return [
    ['index − 1', { ...claim, index: index - 1n }],
    ['index + 1', { ...claim, index: index + 1n }],
    ['index ^ 2', { ...claim, index: index ^ 2n }],
    ['twice the size', { ...claim, size: size * 2n }],
    ['half the size', { ...claim, size: size / 2n }],
    ['another leaf', { ...claim, leaf: someHash }],
    ['no leaf', { ...claim, leaf: new Uint8Array() }],
    ['the empty root', { ...claim, root: emptyRoot }],
    ['another root', { ...claim, root: someHash }],
    ['no root', { ...claim, root: new Uint8Array() }],
    ...corruptProofs(proof, root).map(([what, wrong]): [string, InclusionClaim] => [
      what,
      { ...claim, proof: wrong },
    ]),
  ];
}

function corruptConsistency(claim: ConsistencyClaim): [string, ConsistencyClaim][] {
  const { oldSize, size, oldRoot, root, proof } = claim;
  return [
    ['old size − 1', { ...claim, oldSize: oldSize - 1n }],
    ['old size + 1', { ...claim, oldSize: oldSize + 1n }],
    ['old size ^ 2', { ...claim, oldSize: oldSize ^ 2n }],
    ['twice the size', { ...claim, size: size * 2n }],
    ['half the size', { ...claim, size: size / 2n }],
    ['another old root', { ...claim, oldRoot: someHash }],
    ['another root', { ...claim, root: someHash }],
    ['swapped roots', { ...claim, oldRoot: root, root: oldRoot }],
    ['no proof', { ...claim, proof: [] }],
    ...corruptProofs(proof, oldRoot).map(([what, wrong]): [string, ConsistencyClaim] => [
      what,
      { ...claim, proof: wrong },
    ]),
  ];
}

function corruptProofs(proof: readonly Uint8Array[], root: Uint8Array): [string, Uint8Array[]][] {
  const flipped = proof.map((hash, at): [string, Uint8Array[]] => [
    `a bit of hash ${at}`,
    proof.map((other, index) =>
      index === at ? Uint8Array.from(hash, (byte, i) => byte ^ (i ? 0 : 8)) : other,
    ),
  ]);
  const [first, ...rest] = proof;
  return [
    ['rubbish after it', [...proof, new Uint8Array()]],
    ['a root after it', [...proof, root]],
    ['rubbish before it', [new Uint8Array(), ...proof]],
    ['a root before it', [root, ...proof]],
    ...(first ? [['one hash less', proof.slice(0, -1)] as [string, Uint8Array[]]] : []),
    ...(first ? [['a hash put in', [first, someHash, ...rest]] as [string, Uint8Array[]]] : []),
    ...flipped,
  ];
}

function inclusionClaim(
  index: number,
  size: number,
  proof: readonly Uint8Array[],
  entries = inputs,
): InclusionClaim {
  const leaf = leafHash(entries[index] ?? new Uint8Array());
  return { index: BigInt(index), size: BigInt(size), leaf, proof, root: rootAt(size, entries) };
}

function consistencyClaim(
  oldSize: number,
  size: number,
  proof: readonly Uint8Array[],
  entries = inputs,
): ConsistencyClaim {
  const [oldRoot, root] = [rootAt(oldSize, entries), rootAt(size, entries)];
  return { oldSize: BigInt(oldSize), oldRoot, size: BigInt(size), root, proof };
}

function rootAt(size: number, entries: readonly Uint8Array[] = inputs): Uint8Array {
  return Uint8Array.from(naiveRoot(entries.slice(0, size)));
}

function readerOf(entries: readonly Uint8Array[]): HashReader {
  return (level, index) => {
    const width = 2 ** level;
    const from = Number(index) * width;
    if (from + width > entries.length) throw new RangeError(`asked for ${level}, ${index}`);
    return Uint8Array.from(naiveRoot(entries.slice(from, from + width)));
  };
}

/** A tree without an end whose leaves are all the same but one, so that no index can pass for another. */
function endlessBut(special: bigint): HashReader {
  return (level, index) => {
    let hash = leafHash(Uint8Array.of(1));
    let specialHash = leafHash(Uint8Array.of(2));
    for (let height = 0; height < level; height++) {
      const isRight = ((special >> BigInt(height)) & 1n) === 1n;
      specialHash = isRight ? nodeHash(hash, specialHash) : nodeHash(specialHash, hash);
      hash = nodeHash(hash, hash);
    }
    return index === special >> BigInt(level) ? specialHash : hash;
  };
}

async function endlessRoot(size: bigint, read: HashReader): Promise<Hash> {
  let root: Hash | undefined;
  for (let level = 0; level < 64; level++) {
    if (((size >> BigInt(level)) & 1n) === 0n) continue;
    const subtree = await read(level, (size >> BigInt(level)) - 1n);
    root = root ? nodeHash(subtree, root) : subtree;
  }
  return root ?? leafHash(new Uint8Array());
}

function logAndIndex() {
  return fc
    .array(fc.uint8Array({ maxLength: 4 }), { minLength: 1, maxLength: 80 })
    .chain((entries) => fc.tuple(fc.constant(entries), fc.nat({ max: entries.length - 1 })));
}

function code(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return undefined;
}

function hex(data: Uint8Array): string {
  return Buffer.from(data).toString('hex');
}

function bytes(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'hex'));
}
