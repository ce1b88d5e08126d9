import { appendLeaf, type CompactRange, type Hash, leafHash } from '../tlog/merkle.ts';
import { consistencyProof } from '../tlog/proof.ts';

/** A tree as its compact range. */
export interface TreeBase {
  readonly size: number;
  readonly range: CompactRange;
}

export const emptyTree: TreeBase = { size: 0, range: [] };

/**
 * Grows a tree by the entries that follow it, and keeps on the way what a proof of its growth to `size` is made of. A
 * proof needs subtrees that the old range has, and some beyond: the memory is logarithmic in the size.
 */
export class Growth {
  readonly #from: TreeBase;
  readonly #size: number;
  /** By {@link keyOf}; undefined until the entries of the subtree are there. */
  readonly #nodes: Map<number, Hash | undefined>;
  #tree: TreeBase;

  private constructor(from: TreeBase, size: number, nodes: Map<number, Hash | undefined>) {
    this.#from = from;
    this.#size = size;
    this.#nodes = nodes;
    this.#tree = from;
  }

  static async begin(from: TreeBase, size: number): Promise<Growth> {
    const nodes = new Map<number, Hash | undefined>();
    await consistencyProof(BigInt(from.size), BigInt(size), (level, index) => {
      nodes.set(keyOf(level, Number(index)), undefined);
      return new Uint8Array(32);
    });
    for (const { level, index, hash } of subtreesOf(from)) {
      if (nodes.has(keyOf(level, index))) nodes.set(keyOf(level, index), hash);
    }
    return new Growth(from, size, nodes);
  }

  /** As far as entries have been added. */
  get tree(): TreeBase {
    return this.#tree;
  }

  /** What it grows to. */
  get size(): number {
    return this.#size;
  }

  get isWhole(): boolean {
    return this.#tree.size >= this.#size;
  }

  add(entry: Uint8Array): void {
    const { size, range } = this.#tree;
    const grown = appendLeaf(range, size, leafHash(entry), (level, index, hash) => {
      const key = keyOf(level, index);
      if (this.#nodes.has(key)) this.#nodes.set(key, hash);
    });
    this.#tree = { size: size + 1, range: grown };
  }

  /** That the tree it began with is a beginning of the tree it has grown to. Precondition: {@link isWhole}. */
  proof(): Promise<Hash[]> {
    return consistencyProof(BigInt(this.#from.size), BigInt(this.#size), (level, index) => {
      const hash = this.#nodes.get(keyOf(level, Number(index)));
      if (hash === undefined) throw new RangeError(`No entries of subtree ${index} of height ${level} yet`);
      return hash;
    });
  }
}

function keyOf(level: number, index: number): number {
  return index * 64 + level;
}

/** The perfect subtrees that a range names, largest first. */
function subtreesOf({ size, range }: TreeBase): { level: number; index: number; hash: Hash }[] {
  let from = 0;
  return range.map((hash) => {
    let level = 0;
    while (2 ** (level + 1) <= size - from) level++;
    const index = from / 2 ** level;
    from += 2 ** level;
    return { level, index, hash };
  });
}
