import { parseTilePath, tilePath, tileWidth } from '../tlog/tile.ts';

/**
 * The end of an entry bundle: entries `from` to `width`, counted within bundle `index`. A whole bundle has `from` 0 and
 * the path that C2SP tlog-tiles gives it. The rest of one, `<path>?from=<from>`, spares a screen that sends every few
 * minutes up to 255 entries that are there already.
 */
export interface BundlePiece {
  readonly index: number;
  /** 0 to `width - 1` */
  readonly from: number;
  /** 1 to 256 */
  readonly width: number;
}

export function piecePath({ index, from, width }: BundlePiece): string {
  const path = tilePath({ level: 'entries', index, width });
  return from === 0 ? path : `${path}?from=${from}`;
}

/** The piece that a path names, or undefined unless the path is exactly what {@link piecePath} would give for it. */
export function parsePiecePath(path: string): BundlePiece | undefined {
  const [bundle = '', from] = path.split('?from=');
  const tile = parseTilePath(bundle);
  if (tile?.level !== 'entries') return undefined;
  const piece = { index: tile.index, from: Number(from ?? 0), width: tile.width };
  const isInRange = Number.isSafeInteger(piece.from) && piece.from >= 0 && piece.from < piece.width;
  return isInRange && piecePath(piece) === path ? piece : undefined;
}

/** The piece of the tree of `size` entries that begins with entry `seq`. Precondition: `seq < size`. */
export function pieceAt(seq: number, size: number): BundlePiece {
  const index = Math.floor(seq / tileWidth);
  return { index, from: seq % tileWidth, width: Math.min(size - index * tileWidth, tileWidth) };
}

/** Sequence number of the first entry of a piece. */
export function beginOf({ index, from }: BundlePiece): number {
  return index * tileWidth + from;
}

/** Sequence number after the last entry of a piece. */
export function endOf({ index, width }: BundlePiece): number {
  return index * tileWidth + width;
}
