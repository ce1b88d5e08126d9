import { decodeBase64, encodeBase64 } from './base64.ts';
import type { Hash } from './merkle.ts';
import { NoteError, type NoteSigner, type NoteVerifier, openNote, signNote } from './signed-note.ts';

// Checkpoints as in https://c2sp.org/tlog-checkpoint: origin, size and root of a log, signed.

export interface Checkpoint {
  readonly origin: string;
  readonly size: number;
  readonly root: Hash;
}

/** The signed note that states `checkpoint`. The key name should be the origin. */
export function signCheckpoint({ origin, size, root }: Checkpoint, signer: NoteSigner): string {
  return signNote(checkpointText({ origin, size, root }), signer);
}

/** The text that is signed: origin, size and root, a line each. */
export function checkpointText({ origin, size, root }: Checkpoint): string {
  return `${origin}\n${size}\n${encodeBase64(root)}\n`;
}

/** What a checkpoint states, once its signature by `verifier` holds. Throws {@link NoteError}. */
export function openCheckpoint(note: string, verifier: NoteVerifier): Checkpoint {
  return parseCheckpointText(openNote(note, verifier));
}

/** Reads the text of a checkpoint, whoever signed it. Extension lines are allowed and ignored. Throws {@link NoteError}. */
export function parseCheckpointText(text: string): Checkpoint {
  const [origin = '', size = '', encodedRoot = '', ...extensions] = text.slice(0, -1).split('\n');
  if (origin === '') throw malformed('the first line, the origin, is empty');
  if (!/^(0|[1-9]\d*)$/.test(size) || !Number.isSafeInteger(Number(size))) {
    throw malformed(`the size "${size}" is not a decimal number without leading zeros`);
  }
  const root = decodeBase64(encodedRoot);
  if (root?.length !== 32) throw malformed(`the root "${encodedRoot}" is not 32 bytes in base64`);
  if (extensions.includes('')) throw malformed('an extension line is empty');
  return { origin, size: Number(size), root };
}

function malformed(detail: string): NoteError {
  return new NoteError('malformed', `Cannot read the checkpoint: ${detail}`);
}
