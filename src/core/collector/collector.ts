import type { BundleStaging } from '../ports/bundle-staging.ts';
import type { Clock } from '../ports/clock.ts';
import type { EntryArchive } from '../ports/entry-archive.ts';
import type { WitnessHead, WitnessHeads } from '../ports/witness-heads.ts';
import { cosign } from '../tlog/cosignature.ts';
import { rootOf } from '../tlog/merkle.ts';
import { earlierRoot, ProofError, verifyConsistency } from '../tlog/proof.ts';
import { portableSha256, type Sha256 } from '../tlog/sha256.ts';
import type { NoteSigner } from '../tlog/signed-note.ts';
import { emptyTree, type TreeBase } from '../uplink/growth.ts';
import { type Alarm, type CollectorAnswer, conflict, cosigned, missing, refusal } from './answer.ts';
import { appendStaged } from './append-staged.ts';
import { type Offer, openOffer } from './open-offer.ts';
import { receivePiece } from './receive-piece.ts';
import type { ScreenKeys } from './screen-keys.ts';
import { hashStaged } from './staged-entries.ts';

export interface CollectorOptions {
  readonly heads: WitnessHeads;
  readonly archive: EntryArchive;
  readonly staging: BundleStaging;
  readonly keys: ScreenKeys;
  /** The collector's own key: what it cosigns with. */
  readonly signer: NoteSigner;
  readonly clock: Pick<Clock, 'wallMs'>;
  /** Default: the portable one. */
  readonly sha256?: Sha256;
}

/**
 * Receives logs. What it acknowledges is in the archive, byte for byte what the screen signed: entries staged, checked
 * against the tree of the offered checkpoint, archived, then the head advanced, then the answer. It keeps nothing
 * itself; several may work on the same ports. When a port rejects, so does the call, and nothing was acknowledged.
 */
export class Collector {
  readonly #options: CollectorOptions;

  constructor(options: CollectorOptions) {
    this.#options = options;
  }

  /** See {@link receivePiece}. */
  put(origin: string, path: string, bytes: Uint8Array<ArrayBuffer>): Promise<CollectorAnswer> {
    return receivePiece(this.#options, origin, path, bytes);
  }

  /**
   * C2SP tlog-witness `add-checkpoint`; every part of the request may come from an attacker. 200 cosignature ·
   * 400 · 403 · 404 · 409 size · 422 as there, and 424 with the first entry that was not put there yet.
   */
  async addCheckpoint(request: string): Promise<CollectorAnswer> {
    const offer = await openOffer(request, this.#options.keys);
    if ('status' in offer) return offer;
    const { origin, size } = offer.checkpoint;
    const head = await this.#options.heads.read(origin);
    const held: TreeBase = head ?? emptyTree;
    if (head && size === held.size && !hasRoot(offer, held)) {
      return conflict(held.size, await this.#fork(head, offer));
    }
    if (offer.oldSize !== held.size) return conflict(held.size);
    const badProof = await this.#checkProof(head, offer);
    if (badProof) return badProof;
    return size === held.size ? cosigned(this.#cosign(offer)) : this.#advance(held, offer);
  }

  async #advance(held: TreeBase, offer: Offer): Promise<CollectorAnswer> {
    const { heads, archive, staging, sha256 = portableSha256 } = this.#options;
    const { origin, size } = offer.checkpoint;
    const range = { staging, sha256, origin, from: held, size };
    const staged = await hashStaged(range);
    if ('missing' in staged) return this.#lacking(held, origin, staged.missing);
    if (!hasRoot(offer, staged.tree)) {
      return missing(held.size, { kind: 'bad-entries', origin, from: held.size, size });
    }
    const gone = await appendStaged(archive, range, staged.digests);
    if (gone !== undefined) return this.#lacking(held, origin, gone);
    const line = this.#cosign(offer);
    const head = { origin, size, range: staged.tree.range, checkpoint: offer.note + line };
    if (!(await heads.advance(held.size, head))) {
      return conflict((await heads.read(origin))?.size ?? 0);
    }
    await staging.release(origin, size);
    return cosigned(line);
  }

  /** What is staged is forgotten when another receiver was faster: then there is nothing to miss. */
  async #lacking(held: TreeBase, origin: string, from: number): Promise<CollectorAnswer> {
    const size = (await this.#options.heads.read(origin))?.size ?? 0;
    return size === held.size ? missing(from) : conflict(size);
  }

  async #checkProof(head: WitnessHead | undefined, offer: Offer): Promise<CollectorAnswer | undefined> {
    const { checkpoint, oldSize, proof } = offer;
    const { origin, size, root } = checkpoint;
    const claim = { oldSize: BigInt(oldSize), size: BigInt(size), root, proof };
    const oldRoot = rootOf(head?.range ?? []);
    try {
      verifyConsistency({ ...claim, oldRoot });
      return undefined;
    } catch (error) {
      if (!(error instanceof ProofError)) throw error;
      const other = earlierRoot(claim);
      const isFork = head !== undefined && other !== undefined && !isSame(other, oldRoot);
      const alarm = isFork
        ? await this.#fork(head, offer)
        : ({ kind: 'bad-proof', origin, detail: error.message } as const);
      return refusal(422, error.message, alarm);
    }
  }

  async #fork(head: WitnessHead, { note, checkpoint }: Offer): Promise<Alarm> {
    const { origin } = checkpoint;
    const seenAtMs = this.#options.clock.wallMs();
    const fork = { origin, held: head.checkpoint, offered: note, seenAtMs };
    await this.#options.heads.recordFork(fork);
    return { kind: 'fork', fork };
  }

  #cosign({ note }: Offer): string {
    const { signer, clock } = this.#options;
    return cosign(note, signer, Math.floor(clock.wallMs() / 1000));
  }
}

function hasRoot({ checkpoint }: Offer, { range }: TreeBase): boolean {
  return isSame(rootOf(range), checkpoint.root);
}

function isSame(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, at) => byte === b[at]);
}
