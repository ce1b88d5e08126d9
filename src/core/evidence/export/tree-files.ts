import { throwIfAborted } from '../../abort.ts';
import type { AsRunHead } from '../../ports/as-run-store.ts';
import type { AsRunReader, ReadOptions } from '../../report/extend-play-columns.ts';
import { encodeEntryBundle } from '../../tlog/entry-bundle.ts';
import { leafHash, rootOf } from '../../tlog/merkle.ts';
import { inclusionProof } from '../../tlog/proof.ts';
import {
  type FilledTile,
  rangeOfEdge,
  rightEdge,
  type Tile,
  TileBuilder,
  tileAt,
  tileHashReader,
  tilePath,
  tilesAbove,
  tileWidth,
} from '../../tlog/tile.ts';
import { formatTlogProof } from '../../tlog/tlog-proof.ts';
import type { ArchiveFile } from '../archive.ts';
import { CarriedEntries, type SequenceRange } from '../carried-entries.ts';
import { readEntry, saysSimulated } from './export-context.ts';
import { ExportError } from './export-error.ts';

type Bytes = Uint8Array<ArrayBuffer>;

const bundlesPerRead = 4;

export interface TreeFilesOptions extends ReadOptions {
  readonly log: AsRunReader;
  readonly head: AsRunHead;
  readonly claim: SequenceRange;
  /** What is carried besides; empty for the whole log. */
  readonly context: readonly SequenceRange[];
}

/**
 * Reads a log once from its beginning to the size of its head and writes it as tiles and bundles: all of them, or those
 * that a claimed range needs. All of it is hashed in either case, because nothing else leads to the root.
 */
export class TreeFiles {
  readonly carried: CarriedEntries;
  /** Some entry says that nothing was shown. Known once {@link files} has ended. */
  simulated = false;
  private readonly options: TreeFilesOptions;
  private readonly builder = new TileBuilder();
  /** Paths to carry; undefined for all. */
  private readonly wanted: ReadonlySet<string> | undefined;
  /** Paths of the tiles that proofs are made of, and what is known of those so far. */
  private readonly forProofs: ReadonlySet<string>;
  private readonly kept = new Map<string, Bytes>();

  constructor(options: TreeFilesOptions) {
    const { claim, context, head } = options;
    this.options = options;
    this.carried = new CarriedEntries(claim);
    this.wanted = isWhole(claim, head.size) ? undefined : pathsOf([...context, claim], head.size);
    this.forProofs = new Set(
      isWhole(claim, head.size)
        ? []
        : [claim.from, claim.to - 1].flatMap((seq) => pathsAbove(seq, head.size)),
    );
  }

  /**
   * Bundles and full tiles as they fill, then the partial tiles.
   * @throws ExportError when the entries are not those that the head's checkpoint signs, after the last of them
   */
  async *files(): AsyncGenerator<ArchiveFile, void> {
    const { log, head, signal, onProgress } = this.options;
    for (let from = 0; from < head.size; from += bundlesPerRead * tileWidth) {
      throwIfAborted(signal);
      const to = Math.min(from + bundlesPerRead * tileWidth, head.size);
      const entries = await log.readEntries(from, to);
      if (entries.length !== to - from) {
        throw new ExportError(
          'entries-missing',
          `only ${entries.length} of entries ${from} to ${to} can be read`,
        );
      }
      for (let at = 0; at < entries.length; at += tileWidth) {
        yield* this.bundle(from + at, entries.slice(at, at + tileWidth));
      }
      onProgress?.(to, head.size);
    }
    const edge = this.builder.partial();
    this.checkRoot(edge.map(({ hashes }) => hashes));
    for (const filled of edge) yield* this.tile(filled);
  }

  /** The tlog-proof of a claimed entry at either end of the range. Precondition: {@link files} has ended. */
  async proof(seq: number): Promise<string> {
    const { size, checkpoint } = this.options.head;
    const read = tileHashReader(size, (tile) => this.kept.get(tilePath(tile)) ?? new Uint8Array());
    const proof = await inclusionProof(BigInt(seq), BigInt(size), read);
    return formatTlogProof({ index: BigInt(seq), proof, checkpoint });
  }

  private *bundle(firstSeq: number, entries: readonly Bytes[]): Generator<ArchiveFile> {
    const index = Math.floor(firstSeq / tileWidth);
    const path = tilePath({ level: 'entries', index, width: entries.length });
    if (this.isWanted(path)) {
      this.carried.add(firstSeq, entries.map(readEntry));
      yield { path, chunks: [encodeEntryBundle(entries)] };
    }
    for (const entry of entries) {
      this.simulated ||= saysSimulated(entry);
      for (const filled of this.builder.add(leafHash(entry))) yield* this.tile(filled);
    }
  }

  private *tile({ tile, hashes }: FilledTile): Generator<ArchiveFile> {
    const path = tilePath(tile);
    if (this.forProofs.has(path)) this.kept.set(path, hashes);
    if (this.isWanted(path)) yield { path, chunks: [hashes], incompressible: true };
  }

  private isWanted(path: string): boolean {
    return this.wanted?.has(path) ?? true;
  }

  private checkRoot(edge: readonly Uint8Array[]): void {
    const { head } = this.options;
    const [found, signed] = [rootOf(rangeOfEdge(edge)), rootOf(head.range)];
    if (found.every((byte, at) => byte === signed[at])) return;
    throw new ExportError('root-differs', `the entries are not those that were signed for size ${head.size}`);
  }
}

export function isWhole({ from, to }: SequenceRange, size: number): boolean {
  return from === 0 && to === size;
}

/** Bundles and tiles that prove every entry of the ranges. */
function pathsOf(ranges: readonly SequenceRange[], size: number): Set<string> {
  const paths = new Set<string>();
  for (const { from, to } of ranges) {
    for (let index = Math.floor(from / tileWidth); index * tileWidth < to; index++) {
      const bundle = tileAt('entries', index, size);
      if (bundle) paths.add(tilePath(bundle));
      for (const path of pathsAbove(index * tileWidth, size)) paths.add(path);
    }
  }
  return paths;
}

/** The tiles between an entry and the root. */
function pathsAbove(seq: number, size: number): string[] {
  const tiles: readonly Tile[] = [...tilesAbove(seq, size), ...rightEdge(size)];
  return tiles.map(tilePath);
}
