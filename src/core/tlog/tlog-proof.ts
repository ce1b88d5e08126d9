import { decodeBase64, encodeBase64 } from './base64.ts';
import type { Hash } from './merkle.ts';

// https://c2sp.org/tlog-proof: that an entry is in a log, as one text that needs nothing else to be checked.

export interface TlogProof {
  /** Bytes that the application has a meaning for; nothing vouches for them. */
  readonly extra?: Uint8Array;
  readonly index: bigint;
  /** From the leaf's sibling up. */
  readonly proof: readonly Hash[];
  /** The signed note, as the log issued it. */
  readonly checkpoint: string;
}

export class TlogProofError extends Error {
  override readonly name = 'TlogProofError';
  constructor(detail: string) {
    super(`Cannot read the proof: ${detail}`);
  }
}

const header = 'c2sp.org/tlog-proof@v1';
/** The height of the tallest tree whose size has 64 bits. */
const longestProof = 64;

export function formatTlogProof({ extra, index, proof, checkpoint }: TlogProof): string {
  return [
    header,
    ...(extra === undefined ? [] : [`extra ${encodeBase64(extra)}`]),
    `index ${index}`,
    ...proof.map(encodeBase64),
    '',
    checkpoint,
  ].join('\n');
}

/**
 * Reads the form, and leaves the checkpoint as it stands; whether the proof holds is for `verifyInclusion` to say.
 * @throws TlogProofError
 */
export function parseTlogProof(text: string): TlogProof {
  // The checkpoint has an empty line of its own; the proof ends at the first.
  const end = text.indexOf('\n\n');
  if (end < 0) throw new TlogProofError('no empty line comes before its checkpoint');
  const [first, ...lines] = text.slice(0, end).split('\n');
  if (first !== header) throw new TlogProofError(`it does not begin with "${header}"`);
  const extra = lines[0]?.startsWith('extra ') ? parseExtra(lines.shift() ?? '') : undefined;
  const index = parseIndex(lines.shift() ?? '');
  if (lines.length > longestProof) throw new TlogProofError(`${lines.length} hashes are too many`);
  const proof = lines.map(parseHash);
  return { ...(extra === undefined ? {} : { extra }), index, proof, checkpoint: text.slice(end + 2) };
}

function parseExtra(line: string): Uint8Array {
  const extra = decodeBase64(line.slice('extra '.length));
  if (extra === undefined) throw new TlogProofError('its extra data are not base64');
  return extra;
}

function parseIndex(line: string): bigint {
  const [, digits] = /^index (0|[1-9]\d{0,19})$/.exec(line) ?? [];
  if (digits === undefined) throw new TlogProofError(`"${line}" does not say an index`);
  return BigInt(digits);
}

function parseHash(line: string): Hash {
  const hash = decodeBase64(line);
  if (hash?.length !== 32) throw new TlogProofError(`"${line}" is not 32 bytes in base64`);
  return hash;
}
