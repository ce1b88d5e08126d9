import { decodeBase64, encodeBase64 } from './base64.ts';
import type { Hash } from './merkle.ts';

// The form of add-checkpoint as in https://c2sp.org/tlog-witness.

/** Content type of the answer that says how far the witness has come. */
export const sizeType = 'text/x.tlog.size';

/** Longest request that is looked at, in UTF-16 units. 63 proof lines need 2,835, a note of two signatures under 500. */
export const longestRequest = 16_384;
const mostProofLines = 63;

export interface AddCheckpoint {
  readonly oldSize: number;
  readonly proof: readonly Hash[];
  /** The signed note. */
  readonly checkpoint: string;
}

export class WitnessRequestError extends Error {
  override readonly name = 'WitnessRequestError';
}

export function formatAddCheckpoint({ oldSize, proof, checkpoint }: AddCheckpoint): string {
  return [`old ${oldSize}`, ...proof.map(encodeBase64), '', checkpoint].join('\n');
}

/**
 * Reads the form; nothing in it is known to be true.
 * @throws WitnessRequestError that says where, what, and what was expected
 */
export function parseAddCheckpoint(text: string): AddCheckpoint {
  if (text.length > longestRequest) {
    throw new WitnessRequestError(`body: ${text.length} characters, expected at most ${longestRequest}`);
  }
  const end = text.indexOf('\n\n');
  if (end < 0) throw new WitnessRequestError('body: no empty line, expected one before the checkpoint');
  const [first = '', ...lines] = text.slice(0, end).split('\n');
  if (lines.length > mostProofLines) {
    throw new WitnessRequestError(`proof: ${lines.length} lines, expected at most ${mostProofLines}`);
  }
  return { oldSize: parseOldSize(first), proof: lines.map(parseHash), checkpoint: text.slice(end + 2) };
}

/** A size as `old` and the answer's body state it, or undefined. */
export function parseSize(digits: string): number | undefined {
  const size = /^(0|[1-9]\d{0,15})$/.test(digits) ? Number(digits) : Number.NaN;
  return Number.isSafeInteger(size) ? size : undefined;
}

function parseOldSize(line: string): number {
  const size = line.startsWith('old ') ? parseSize(line.slice('old '.length)) : undefined;
  if (size === undefined) throw new WitnessRequestError(`line 1: "${line}", expected "old <size>"`);
  return size;
}

function parseHash(line: string, index: number): Hash {
  const hash = decodeBase64(line);
  if (hash?.length !== 32) {
    throw new WitnessRequestError(`line ${index + 2}: "${line}", expected 32 bytes in base64`);
  }
  return hash;
}
