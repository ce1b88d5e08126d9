import { type Checkpoint, parseCheckpointText } from '../tlog/checkpoint.ts';
import {
  isValidSignature,
  NoteError,
  type NoteVerifier,
  parseNote,
  signatureBy,
  signatureLine,
} from '../tlog/signed-note.ts';
import { type AddCheckpoint, parseAddCheckpoint, WitnessRequestError } from '../tlog/witness.ts';
import { type CollectorAnswer, refusal } from './answer.ts';
import type { ScreenKeys } from './screen-keys.ts';

/** An add-checkpoint that the screen has signed. Whether its tree follows from another is not known yet. */
export interface Offer extends Omit<AddCheckpoint, 'checkpoint'> {
  readonly checkpoint: Checkpoint;
  /** The note with the signature that was checked, and no other. */
  readonly note: string;
}

const noteType = 0x01;

/** Reads a request and checks who signed it, in the order of C2SP tlog-witness: 400, 404, 403, 400. */
export async function openOffer(request: string, keys: ScreenKeys): Promise<Offer | CollectorAnswer> {
  const parsed = parse(request);
  if ('status' in parsed) return parsed;
  const { oldSize, proof, checkpoint, text } = parsed;
  const verifiers = await keys.verifiersOf(checkpoint.origin);
  if (verifiers === undefined) return refusal(404, 'origin: not known, expected a screen that is enrolled');
  const note = signedBy(verifiers, parsed.note, text);
  if (note === undefined) return refusal(403, 'checkpoint: not signed by a key of this log');
  if (oldSize > checkpoint.size) {
    return refusal(400, `line 1: ${oldSize}, expected at most the checkpoint's size, ${checkpoint.size}`);
  }
  return { oldSize, proof, checkpoint, note };
}

interface ParsedOffer extends Omit<Offer, 'note'> {
  readonly note: string;
  readonly text: string;
}

function parse(request: string): ParsedOffer | CollectorAnswer {
  try {
    const { oldSize, proof, checkpoint: note } = parseAddCheckpoint(request);
    const { text } = parseNote(note);
    return { oldSize, proof, note, text, checkpoint: parseCheckpointText(text) };
  } catch (error) {
    if (error instanceof WitnessRequestError || error instanceof NoteError) {
      return refusal(400, error.message);
    }
    throw error;
  }
}

/** The note with its first good signature by one of the keys; undefined when there is none. */
function signedBy(verifiers: readonly NoteVerifier[], note: string, text: string): string | undefined {
  for (const verifier of verifiers) {
    const signature = signatureOf(verifier, note);
    if (signature && isValidSignature(signature, text, verifier.publicKey)) {
      return `${text}\n${signatureLine(verifier, noteType, signature)}`;
    }
  }
  return undefined;
}

function signatureOf(verifier: NoteVerifier, note: string): Uint8Array | undefined {
  try {
    return signatureBy(verifier, noteType, parseNote(note));
  } catch (error) {
    if (error instanceof NoteError) return undefined;
    throw error;
  }
}
