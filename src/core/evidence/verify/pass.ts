import { throwIfAborted } from '../../abort.ts';
import { decodeEntryBundle, EntryBundleError } from '../../tlog/entry-bundle.ts';
import type { Hash } from '../../tlog/merkle.ts';
import { type Tile, tilePath, tileWidth } from '../../tlog/tile.ts';
import type { CarriedEntries } from '../carried-entries.ts';
import type { CodeSearch } from './code-search.ts';
import type { Contents } from './contents.ts';
import type { Continuity } from './continuity.ts';
import type { EntryForm, ReadEntry } from './entries.ts';
import type { ExportReader } from './export-reader.ts';
import type { Findings } from './findings.ts';
import { leafHashBy, type Sha256 } from './sha256.ts';
import type { Tiles } from './tiles.ts';
import { checkLeafTile, checkLeaves, rangeBefore } from './tree.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A bundle of 256 entries of the longest kind. */
const mostBundleBytes = tileWidth * (2 + 0xffff);

/** Who looks at the entries while they pass by. */
export interface Onlookers {
  readonly form: EntryForm;
  readonly continuity: Continuity;
  readonly carried: CarriedEntries;
  readonly code: CodeSearch | undefined;
  readonly onEntries: ((firstSeq: number, entries: readonly Bytes[]) => void) | undefined;
}

export interface PassOptions {
  readonly contents: Contents;
  readonly reader: ExportReader;
  readonly tiles: Tiles;
  readonly format: Findings;
  readonly tree: Findings;
  readonly sha256: Sha256;
  readonly onProgress: (done: number, total: number) => void;
  readonly signal: AbortSignal | undefined;
}

/**
 * The one reading of the entries: each bundle is read, hashed and parsed once, compared with its tile and shown to all
 * who want to see it. Resolves with the leaf hashes at `keep`.
 */
export async function passOverEntries(
  { contents, reader, tiles, format, tree, sha256, onProgress, signal }: PassOptions,
  onlookers: Onlookers,
  keep: ReadonlySet<number>,
): Promise<Map<number, Hash>> {
  const kept = new Map<number, Hash>();
  const unbundled = new Map(
    contents.tiles.flatMap((tile) => (tile.level === 0 ? [[tile.index, tile] as const] : [])),
  );
  let done = 0;
  for (const bundle of contents.bundles) {
    throwIfAborted(signal);
    const entries = await readBundle(bundle, reader, format);
    if (entries) {
      unbundled.delete(bundle.index);
      const leaves = entries.map((entry) => leafHashBy(sha256, entry));
      await checkLeaves(bundle, leaves, tiles, tree);
      await show(bundle.index * tileWidth, entries, leaves, tiles, onlookers);
      for (const seq of keep) keepLeaf(kept, seq, bundle, leaves);
    } else {
      // The format says why; nothing of what it held leads to the checkpoint.
      tree.fail('bundle-missing', { file: tilePath(bundle), detail: 'its entries cannot be read' });
    }
    onProgress(++done, contents.bundles.length);
  }
  for (const tile of unbundled.values()) await checkLeafTile(tile, tiles, tree);
  onlookers.continuity.end();
  return kept;
}

async function readBundle(
  bundle: Tile,
  reader: ExportReader,
  format: Findings,
): Promise<Bytes[] | undefined> {
  const file = tilePath(bundle);
  const malformed = (detail: string) => format.fail('bundle-malformed', { file, detail });
  const bytes = await reader.read(file, mostBundleBytes, () =>
    malformed('it is longer than 256 entries can be'),
  );
  if (!bytes) return undefined;
  format.count('bundles');
  try {
    return decodeEntryBundle(bytes, bundle.width);
  } catch (error) {
    if (!(error instanceof EntryBundleError)) throw error;
    malformed(`${error.message} (byte ${error.at})`);
    return undefined;
  }
}

async function show(
  firstSeq: number,
  bytes: readonly Bytes[],
  leaves: readonly Hash[],
  tiles: Tiles,
  { form, continuity, carried, code, onEntries }: Onlookers,
): Promise<void> {
  const found: ReadEntry[] = [];
  bytes.forEach((entry, row) => {
    const read = form.read(entry, firstSeq + row);
    continuity.see(read.isSound ? read.entry : undefined, firstSeq + row);
    carried.see(read.entry, firstSeq + row);
    // Otherwise nothing remembers an entry: what dies at once costs the collector of garbage nothing.
    if (code) found.push(read);
  });
  if (code) await search(code, firstSeq, leaves, found, tiles);
  onEntries?.(firstSeq, bytes);
}

async function search(
  code: CodeSearch,
  firstSeq: number,
  leaves: readonly Hash[],
  entries: readonly ReadEntry[],
  tiles: Tiles,
): Promise<void> {
  if (!code.isAt(firstSeq)) {
    const range = await rangeBefore(firstSeq, tiles);
    if (!range) return;
    code.startAt(firstSeq, range);
  }
  leaves.forEach((leaf, row) => {
    const read = entries[row];
    code.add(leaf, read?.isSound ? read.entry : undefined);
  });
}

function keepLeaf(kept: Map<number, Hash>, seq: number, { index }: Tile, leaves: readonly Hash[]): void {
  const leaf = leaves[seq - index * tileWidth];
  if (leaf) kept.set(seq, leaf);
}
