import { sha256 } from '@noble/hashes/sha2.js';
import { decodeEntryBundle } from './entry-bundle.ts';
import { type Hash, leafHash } from './merkle.ts';
import { hashBytes, perfectHash } from './tile.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A SHA-256 under way. */
interface Sha256UnderWay {
  update(bytes: Uint8Array): unknown;
  digest(): Hash;
}

/**
 * SHA-256. Much of the time of a verification goes here, so a platform that has a faster one may lend it. The tree is
 * hashed a bundle and a tile at a time, so that this can be done elsewhere while the entries are looked at.
 */
export interface Sha256 {
  begin(): Sha256UnderWay;
  /**
   * The leaf hashes of the entries of a bundle, SHA-256(0x00 ‖ entry), one behind the other: the tile that they make.
   * @param bundle one that `decodeEntryBundle` takes; stays as it is
   * @param width how many entries it has
   */
  leafHashes(bundle: Bytes, width: number): Promise<Bytes>;
  /** What stands for a full tile one level above, as `perfectHash` of core/tlog/tile computes it. */
  tileHash(hashes: Bytes): Promise<Hash>;
}

export const portableSha256: Sha256 = {
  begin: () => sha256.create() as Sha256UnderWay,
  async leafHashes(bundle, width) {
    const leaves = new Uint8Array(width * hashBytes);
    decodeEntryBundle(bundle, width).forEach((entry, row) => {
      leaves.set(leafHash(entry), row * hashBytes);
    });
    return leaves;
  },
  tileHash: async (hashes) => perfectHash(hashes),
};
