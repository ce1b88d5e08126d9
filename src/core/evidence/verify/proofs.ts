import { type Checkpoint, parseCheckpointText } from '../../tlog/checkpoint.ts';
import type { Hash } from '../../tlog/merkle.ts';
import { ProofError, verifyInclusion } from '../../tlog/proof.ts';
import { NoteError, parseNote } from '../../tlog/signed-note.ts';
import { parseTlogProof, type TlogProof, TlogProofError } from '../../tlog/tlog-proof.ts';
import { type Claim, isWhole } from './contents.ts';
import { textOf } from './export-reader.ts';
import type { Findings } from './findings.ts';
import type { HumanFiles } from './human-files.ts';
import { sameHash } from './tiles.ts';

/** Which entries a range proves one by one, for tools that read no tiles: the first and the last claimed. */
export function provenEntries(claim: Claim): Map<string, number> {
  const { from, to } = claim;
  if (isWhole(claim) || from >= to) return new Map();
  return new Map([
    ['proofs/first.tlog-proof', from],
    ['proofs/last.tlog-proof', to - 1],
  ]);
}

/** Checks that each proof is of its entry, under the very checkpoint of the export, and leads to its root. */
export async function checkProofs(
  proven: ReadonlyMap<string, number>,
  leaves: ReadonlyMap<number, Hash>,
  checkpoint: Checkpoint | undefined,
  files: HumanFiles,
  tree: Findings,
): Promise<void> {
  for (const [file, entry] of proven) {
    const differs = (detail: string) => tree.fail('proof-differs', { file, entry, detail });
    const bytes = await files.read(file);
    const leaf = leaves.get(entry);
    if (!bytes || !leaf || !checkpoint) continue;
    tree.count('proofs');
    const detail = faultOf(textOf(bytes) ?? '', entry, leaf, checkpoint);
    if (detail !== undefined) differs(detail);
  }
}

function faultOf(text: string, entry: number, leaf: Hash, checkpoint: Checkpoint): string | undefined {
  try {
    const proof = parseTlogProof(text);
    if (proof.index !== BigInt(entry)) return `it is of entry ${proof.index}`;
    if (!isOf(proof, checkpoint)) return 'it is under another checkpoint';
    const { size, root } = checkpoint;
    verifyInclusion({ index: proof.index, size: BigInt(size), leaf, proof: proof.proof, root });
    return undefined;
  } catch (error) {
    if (error instanceof TlogProofError || error instanceof ProofError || error instanceof NoteError) {
      return error.message;
    }
    throw error;
  }
}

function isOf(proof: TlogProof, { origin, size, root }: Checkpoint): boolean {
  const stated = parseCheckpointText(parseNote(proof.checkpoint).text);
  return stated.origin === origin && stated.size === size && sameHash(stated.root, root);
}
