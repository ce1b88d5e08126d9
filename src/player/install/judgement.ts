import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { ResolvedProgramme } from '../../core/playlist/programme-spot.ts';

/** What a version of the player made of a programme's files: kept with them, so that a start need not judge them again. */
export interface Judgement {
  /** Version of the player; another version judges anew. */
  readonly by: string;
  /** The resolved programme as JSON. */
  readonly text: string;
  /** SHA-256 of `text`, hex: a damaged judgement counts as none. */
  readonly sha256: string;
}

export function judge(resolved: ResolvedProgramme, by: string): Judgement {
  const text = JSON.stringify(resolved);
  return { by, text, sha256: hashOf(text) };
}

/** The programme as judged; undefined when the judgement is damaged, by another version, or of another programme. */
export function judgedProgramme(
  judgement: Judgement | undefined,
  by: string,
  programmeSha256: string,
): ResolvedProgramme | undefined {
  if (judgement?.by !== by || hashOf(judgement.text) !== judgement.sha256) return undefined;
  const resolved = JSON.parse(judgement.text) as ResolvedProgramme;
  return resolved.sha256 === programmeSha256 ? resolved : undefined;
}

function hashOf(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
