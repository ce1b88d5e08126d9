import { throwIfAborted } from '../../abort.ts';
import { decodeEntryBundle, EntryBundleError } from '../../tlog/entry-bundle.ts';
import type { Hash } from '../../tlog/merkle.ts';
import type { Sha256 } from '../../tlog/sha256.ts';
import { type Tile, tilePath, tileWidth } from '../../tlog/tile.ts';
import type { CarriedEntries } from '../carried-entries.ts';
import type { CodeSearch } from './code-search.ts';
import type { Contents } from './contents.ts';
import type { Continuity } from './continuity.ts';
import type { EntryForm, ReadEntry } from './entries.ts';
import type { ExportReader } from './export-reader.ts';
import type { Findings } from './findings.ts';
import { hashAt, type Tiles } from './tiles.ts';
import { checkLeaves, checkTile, hashOf, rangeBefore, readStated } from './tree.ts';

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
    const read = await readBundle(bundle, reader, format);
    if (read) {
      unbundled.delete(bundle.index);
      const leaves = await lookAt(read, { tiles, tree, sha256 }, onlookers);
      for (const seq of keep) keepLeaf(kept, seq, bundle, leaves);
    } else {
      // The format says why; nothing of what it held leads to the checkpoint.
      tree.fail('bundle-missing', { file: tilePath(bundle), detail: 'its entries cannot be read' });
    }
    onProgress(++done, contents.bundles.length);
  }
  for (const tile of unbundled.values()) await checkTile(tile, tiles, sha256, tree);
  onlookers.continuity.end();
  return kept;
}

interface ReadBundle {
  readonly bundle: Tile;
  readonly bytes: Bytes;
  readonly entries: readonly Bytes[];
}

async function readBundle(
  bundle: Tile,
  reader: ExportReader,
  format: Findings,
): Promise<ReadBundle | undefined> {
  const file = tilePath(bundle);
  const malformed = (detail: string) => format.fail('bundle-malformed', { file, detail });
  const bytes = await reader.read(file, mostBundleBytes, () =>
    malformed('it is longer than 256 entries can be'),
  );
  if (!bytes) return undefined;
  format.count('bundles');
  try {
    return { bundle, bytes, entries: decodeEntryBundle(bytes, bundle.width) };
  } catch (error) {
    if (!(error instanceof EntryBundleError)) throw error;
    malformed(`${error.message} (byte ${error.at})`);
    return undefined;
  }
}

/** The entries are hashed, maybe elsewhere, while they are shown to all. Resolves with their leaf hashes. */
async function lookAt(
  { bundle, bytes, entries }: ReadBundle,
  { tiles, tree, sha256 }: Pick<PassOptions, 'tiles' | 'tree' | 'sha256'>,
  onlookers: Onlookers,
): Promise<Bytes> {
  const firstSeq = bundle.index * tileWidth;
  const stated = await readStated({ ...bundle, level: 0 }, tiles);
  const hashed = Promise.all([sha256.leafHashes(bytes, bundle.width), hashOf(stated, sha256)]);
  const seen = show(firstSeq, entries, onlookers);
  const [leaves, found] = await hashed;
  checkLeaves(stated, leaves, found, tree);
  if (onlookers.code) await search(onlookers.code, firstSeq, leaves, seen, tiles);
  return leaves;
}

/** @returns the entries where a code is looked for; otherwise nothing remembers them, and they cost no memory */
function show(
  firstSeq: number,
  bytes: readonly Bytes[],
  { form, continuity, carried, code, onEntries }: Onlookers,
): readonly ReadEntry[] {
  const seen: ReadEntry[] = [];
  bytes.forEach((entry, row) => {
    const read = form.read(entry, firstSeq + row);
    continuity.see(read.isSound ? read.entry : undefined, firstSeq + row);
    carried.see(read.entry, firstSeq + row);
    if (code) seen.push(read);
  });
  onEntries?.(firstSeq, bytes);
  return seen;
}

async function search(
  code: CodeSearch,
  firstSeq: number,
  leaves: Bytes,
  entries: readonly ReadEntry[],
  tiles: Tiles,
): Promise<void> {
  if (!code.isAt(firstSeq)) {
    const range = await rangeBefore(firstSeq, tiles);
    if (!range) return;
    code.startAt(firstSeq, range);
  }
  entries.forEach(({ entry, isSound }, row) => {
    code.add(hashAt(leaves, row), isSound ? entry : undefined);
  });
}

function keepLeaf(kept: Map<number, Hash>, seq: number, { index, width }: Tile, leaves: Bytes): void {
  const row = seq - index * tileWidth;
  if (row >= 0 && row < width) kept.set(seq, hashAt(leaves, row));
}
