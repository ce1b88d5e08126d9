import type { AsRunHead } from '../ports/as-run-store.ts';
import { type Checkpoint, openCheckpoint, signCheckpoint } from '../tlog/checkpoint.ts';
import { appendLeaf, type CompactRange, leafHash, rangeLength, rootOf } from '../tlog/merkle.ts';
import { NoteError } from '../tlog/signed-note.ts';
import { AsRunLogError } from './as-run-log-error.ts';
import { originOf, type ScreenIdentity, signerOf, verifierOf } from './screen-identity.ts';

/** The head of a log that has no entries yet. */
export function emptyHead(screen: ScreenIdentity): AsRunHead {
  return signedHead(screen, 0, []);
}

/** The head after `entries` have been added to the tree of `head`, signed. */
export function growHead(head: AsRunHead, entries: readonly Uint8Array[], screen: ScreenIdentity): AsRunHead {
  let range: CompactRange = head.range;
  let size = head.size;
  for (const entry of entries) range = appendLeaf(range, size++, leafHash(entry));
  return signedHead(screen, size, range);
}

/**
 * Throws {@link AsRunLogError} `inconsistent` unless the head belongs to this screen's epoch, its checkpoint is
 * signed by the screen, and its range has the size and root that the checkpoint states.
 */
export function verifyHead(head: AsRunHead, screen: ScreenIdentity): void {
  const { origin, size, root } = openOwnCheckpoint(head.checkpoint, screen);
  if (origin !== originOf(screen) || head.origin !== origin) {
    throw inconsistent(`it is the log of ${head.origin}, signed as ${origin}, not of ${originOf(screen)}`);
  }
  if (size !== head.size)
    throw inconsistent(`its checkpoint is of size ${size}, its head of size ${head.size}`);
  if (rangeLength(size) !== head.range.length || !equal(rootOf(head.range), root)) {
    throw inconsistent(`its range does not have the root that was signed for size ${size}`);
  }
}

function signedHead(screen: ScreenIdentity, size: number, range: CompactRange): AsRunHead {
  const origin = originOf(screen);
  const checkpoint = signCheckpoint({ origin, size, root: rootOf(range) }, signerOf(screen));
  return { origin, size, range, checkpoint };
}

function openOwnCheckpoint(note: string, screen: ScreenIdentity): Checkpoint {
  try {
    return openCheckpoint(note, verifierOf(screen));
  } catch (error) {
    if (error instanceof NoteError) throw inconsistent(error.message);
    throw error;
  }
}

function equal(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}

function inconsistent(detail: string): AsRunLogError {
  return new AsRunLogError('inconsistent', `Cannot continue the as-run log: ${detail}`);
}
