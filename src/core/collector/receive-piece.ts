import type { BundleStaging } from '../ports/bundle-staging.ts';
import type { WitnessHeads } from '../ports/witness-heads.ts';
import { decodeEntryBundle, EntryBundleError } from '../tlog/entry-bundle.ts';
import { beginOf, endOf, parsePiecePath } from '../uplink/piece.ts';
import { type CollectorAnswer, put, refusal } from './answer.ts';
import type { ScreenKeys } from './screen-keys.ts';

export interface PieceReceiver {
  readonly heads: Pick<WitnessHeads, 'read'>;
  readonly staging: BundleStaging;
  readonly keys: ScreenKeys;
}

/** The largest bundle: 256 entries of 65,535 bytes, each after its length. */
export const longestBundle = 256 * (2 + 65_535);
/** Years of plays; a path beyond is no backlog. */
const furthestAhead = 4_194_304;
const fullRetrySeconds = 300;

/**
 * Takes a piece of a log in until a checkpoint vouches for it. Every argument may come from an attacker.
 * 204 taken, or acknowledged before · 400 no such path, or not what the path says · 403 all its keys are revoked ·
 * 404 unknown log · 413 too long · 503 no room
 */
export async function receivePiece(
  { heads, staging, keys }: PieceReceiver,
  origin: string,
  path: string,
  bytes: Uint8Array<ArrayBuffer>,
): Promise<CollectorAnswer> {
  const piece = parsePiecePath(path);
  if (piece === undefined) {
    return refusal(400, `path: ${shown(path)}, expected tile/entries/<N>[.p/<W>][?from=<F>]`);
  }
  if (bytes.length > longestBundle) {
    return refusal(413, `body: ${bytes.length} bytes, expected at most ${longestBundle}`);
  }
  const verifiers = await keys.verifiersOf(origin);
  if (verifiers === undefined) {
    return refusal(404, `origin: ${shown(origin)}, expected a screen that is enrolled`);
  }
  // No checkpoint will ever vouch for it.
  if (verifiers.length === 0) return refusal(403, `origin: ${shown(origin)}, whose key is revoked`);
  const size = (await heads.read(origin))?.size ?? 0;
  if (endOf(piece) <= size) return put;
  if (beginOf(piece) > size + furthestAhead) {
    return refusal(400, `path: ${shown(path)}, expected at most ${furthestAhead} entries after ${size}`);
  }
  const fault = faultOf(bytes, piece.width - piece.from);
  if (fault !== undefined) return refusal(400, `${path}: ${fault}`);
  if (await staging.put(origin, { ...piece, bytes })) return put;
  return { ...refusal(503, 'staging: no room'), retryAfterSeconds: fullRetrySeconds };
}

function faultOf(bytes: Uint8Array, entries: number): string | undefined {
  try {
    decodeEntryBundle(bytes, entries);
    return undefined;
  } catch (error) {
    if (!(error instanceof EntryBundleError)) throw error;
    return `at byte ${error.at}: ${error.message}, expected ${entries} entries, each after its length`;
  }
}

function shown(text: string): string {
  return JSON.stringify(text.slice(0, 100));
}
