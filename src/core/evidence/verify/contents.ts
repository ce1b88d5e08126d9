import { parseTilePath, rightEdge, type Tile, tileAt, tilePath, tileWidth } from '../../tlog/tile.ts';
import type { ExportReader } from './export-reader.ts';
import type { Findings } from './findings.ts';

/** What an export carries of a log, sorted out by its paths. */
export interface Contents {
  readonly size: number;
  /** Claimed entries, [from, to). */
  readonly from: number;
  readonly to: number;
  /** Bundles in the order of the log. */
  readonly bundles: readonly Tile[];
  /** Hash tiles, the highest level first, each level in order. */
  readonly tiles: readonly HashTile[];
}

export type Claim = Pick<Contents, 'size' | 'from' | 'to'>;
export type HashTile = Tile & { readonly level: number };

/** Files that every export has beside the tree. */
const wholeLogFiles = ['plays.csv', 'report.json', 'report.html', 'README.html'] as const;
const rangeFiles = ['proofs/first.tlog-proof', 'proofs/last.tlog-proof'] as const;
const signedFiles = ['checkpoint', 'manifest', 'key.vkey'];

/**
 * Sorts the files out. Those that have no place in a log of this size are findings of `format`: nothing vouches for
 * them. Those of the tree that are missing are findings of `tree`.
 */
export function sortContents(paths: readonly string[], claim: Claim, format: Findings): Contents {
  const bundles: Tile[] = [];
  const tiles: HashTile[] = [];
  const named = new Set(filesBeside(claim));
  const seen = new Set<string>();
  for (const path of paths) {
    const tile = placeInTree(path, claim.size);
    if (seen.has(path)) format.fail('file-unexpected', { file: path, detail: 'it is there twice' });
    else if (tile) (isHashTile(tile) ? tiles : bundles).push(tile);
    else if (!named.has(path)) format.fail('file-unexpected', { file: path });
    seen.add(path);
  }
  for (const path of named) if (!seen.has(path)) format.fail('file-missing', { file: path });
  bundles.sort((a, b) => a.index - b.index);
  tiles.sort((a, b) => b.level - a.level || a.index - b.index);
  format.count('files', seen.size);
  return { ...claim, bundles, tiles };
}

/** The size of the smallest log that has all these bundles, for an export that does not say. */
export function sizeOfBundles(paths: readonly string[]): number {
  let size = 0;
  for (const path of paths) {
    const tile = parseTilePath(path);
    if (tile?.level === 'entries') size = Math.max(size, tile.index * tileWidth + tile.width);
  }
  return size;
}

/** Says which bundles of the claimed entries are missing, and which tiles between what is carried and the root. */
export function checkComplete(contents: Contents, reader: ExportReader, tree: Findings): void {
  const { size, from, to } = contents;
  for (let index = Math.floor(from / tileWidth); index * tileWidth < to; index++) {
    const bundle = tileAt('entries', index, size);
    if (bundle) missing(bundle, 'bundle-missing', reader, tree);
    // Past a damaged or hostile claim nothing more is learnt from the millionth missing file.
    if (tree.isFull('bundle-missing')) break;
  }
  for (const tile of tilesNeeded(contents).values()) missing(tile, 'tile-missing', reader, tree);
}

/** Nothing that is carried may go unchecked: the right edge makes the root, every bundle and full tile has a tile above. */
function tilesNeeded({ size, bundles, tiles }: Contents): Map<string, Tile> {
  const above = [
    ...bundles.map(({ index }) => tileAt(0, index, size)),
    ...tiles.map(({ level, index, width }) =>
      width === tileWidth ? tileAt(level + 1, Math.floor(index / tileWidth), size) : undefined,
    ),
  ];
  const needed = new Map<string, Tile>();
  for (const tile of [...rightEdge(size), ...above]) if (tile) needed.set(tilePath(tile), tile);
  return needed;
}

function missing(
  tile: Tile,
  code: 'bundle-missing' | 'tile-missing',
  reader: ExportReader,
  tree: Findings,
): void {
  const file = tilePath(tile);
  if (!reader.has(file)) tree.fail(code, { file });
}

function filesBeside(claim: Claim): string[] {
  return [...signedFiles, ...filesForPeople(claim)];
}

/** The files that the manifest vouches for. */
export function filesForPeople(claim: Claim): readonly string[] {
  return isWhole(claim) ? wholeLogFiles : [...wholeLogFiles, ...rangeFiles];
}

/** Whether the whole log is claimed. */
export function isWhole({ from, to, size }: Claim): boolean {
  return from === 0 && to === size;
}

/** The tile that a path names, if the log has exactly this one: neither beyond its end nor one of when it was smaller. */
function placeInTree(path: string, size: number): Tile | undefined {
  const named = parseTilePath(path);
  const tile = named && tileAt(named.level, named.index, size);
  return tile?.width === named?.width ? tile : undefined;
}

function isHashTile(tile: Tile): tile is HashTile {
  return tile.level !== 'entries';
}
