import type { BundleStaging, StagedPiece } from '../../src/core/ports/bundle-staging.ts';
import { endOf } from '../../src/core/uplink/piece.ts';

/** Pieces in memory: they are gone with the collector that is killed. */
export class MemoryBundleStaging implements BundleStaging {
  readonly #logs = new Map<string, Map<number, StagedPiece>>();
  readonly #most: number;
  bytes = 0;

  /** @param mostBytes of all logs */
  constructor(mostBytes = Number.POSITIVE_INFINITY) {
    this.#most = mostBytes;
  }

  async put(origin: string, piece: StagedPiece): Promise<boolean> {
    const log = this.#logs.get(origin) ?? new Map<number, StagedPiece>();
    const grown = this.bytes + piece.bytes.length - (log.get(piece.index)?.bytes.length ?? 0);
    if (grown > this.#most) return false;
    this.bytes = grown;
    this.#logs.set(origin, log.set(piece.index, { ...piece, bytes: piece.bytes.slice() }));
    return true;
  }

  async get(origin: string, index: number): Promise<StagedPiece | undefined> {
    return this.#logs.get(origin)?.get(index);
  }

  async release(origin: string, size: number): Promise<void> {
    const log = this.#logs.get(origin);
    for (const piece of [...(log?.values() ?? [])]) {
      if (endOf(piece) > size) continue;
      this.bytes -= piece.bytes.length;
      log?.delete(piece.index);
    }
  }
}
