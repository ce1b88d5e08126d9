import { encode } from 'uqr';

/** Light modules that a reader needs around the dark ones (ISO/IEC 18004, 5.3.8). */
const quietModules = 4;

/**
 * Every reader takes every mask. To try all eight and keep the best costs thirteen times as long, on a slow box a
 * frame at each boundary, and the hash in the text has no pattern for a mask to break.
 */
const maskPattern = 3;

export interface QrPath {
  /** Modules across, the quiet zone included. */
  readonly modules: number;
  /** SVG path data of the dark modules, one unit each. */
  readonly path: string;
}

/** A text as a QR code of error correction M, which a reader still reads with 15 % of it spoilt. */
export function qrPath(text: string): QrPath {
  const { data, size } = encode(text, { ecc: 'M', border: 0, maskPattern });
  const rows = data.map((row, y) => rowPath(row, y + quietModules));
  return { modules: size + 2 * quietModules, path: rows.join('') };
}

/** Neighbours in one stroke, so that no seam shows between them. */
function rowPath(row: readonly boolean[], y: number): string {
  let path = '';
  for (let from = 0; from < row.length; from++) {
    if (!row[from]) continue;
    let to = from + 1;
    while (row[to]) to++;
    path += `M${from + quietModules} ${y}h${to - from}v1h${from - to}z`;
    from = to;
  }
  return path;
}
