import { type Checkpoint, checkpointText, parseCheckpointText } from '../tlog/checkpoint.ts';
import type { Hash } from '../tlog/merkle.ts';
import { NoteError } from '../tlog/signed-note.ts';

// What a photo of the screen says of its log: the first 60 bits of the root, to be read by people, or the text of the
// checkpoint, to be read by a phone. A log that has no checkpoint of that root was rewritten after the photo.

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const digits = 12;

/** The live code of a root: twelve base-32 characters (RFC 4648) of its first 60 bits, in fours: `ABCD-EFGH-2345`. */
export function liveCodeOf(root: Hash): string {
  const code = digitsOf(root);
  return `${code.slice(0, 4)}-${code.slice(4, 8)}-${code.slice(8)}`;
}

/** A live code as somebody has read it. */
export interface ReadLiveCode {
  /** Twelve characters; `1` stands where it may be I or L. */
  readonly digits: string;
}

/**
 * A live code as it was typed: case, blanks and hyphens do not matter, 0 is O and 8 is B, which alone are in the
 * alphabet, and 1 is I or L. Undefined when it is no live code, such as with a 9 or of another length.
 */
export function readLiveCode(text: string): ReadLiveCode | undefined {
  const read = text
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\-‐-―−_.·]/g, '')
    .replace(/0/g, 'O')
    .replace(/8/g, 'B');
  return /^[A-Z1-7]{12}$/.test(read) ? { digits: read } : undefined;
}

/** How many characters of the code differ from that of `root`. */
export function differingDigits({ digits: read }: ReadLiveCode, root: Hash): number {
  const code = digitsOf(root);
  let differing = 0;
  for (let i = 0; i < digits; i++) {
    const digit = read.charAt(i);
    const one = digit === '1' && (code.charAt(i) === 'I' || code.charAt(i) === 'L');
    if (digit !== code.charAt(i) && !one) differing++;
  }
  return differing;
}

/** What the QR code in the corner of the picture says: the text of the checkpoint, unsigned. About 110 characters. */
export function qrTextOf(checkpoint: Checkpoint): string {
  return checkpointText(checkpoint);
}

/** The checkpoint of a QR code, or undefined when the text is something else. Readers that drop the last newline are forgiven. */
export function readQrText(text: string): Checkpoint | undefined {
  try {
    return parseCheckpointText(`${text.replace(/\r\n/g, '\n').replace(/\n+$/, '')}\n`);
  } catch (error) {
    if (error instanceof NoteError) return undefined;
    throw error;
  }
}

function digitsOf(root: Hash): string {
  let code = '';
  for (let bit = 0; bit < digits * 5; bit += 5) {
    const pair = ((root[bit >> 3] ?? 0) << 8) | (root[(bit >> 3) + 1] ?? 0);
    code += alphabet.charAt((pair >> (11 - (bit & 7))) & 31);
  }
  return code;
}
