import type { AsRunMirror, MirrorHead } from '../ports/as-run-mirror.ts';
import { type AsRunHead, AsRunStoreError } from '../ports/as-run-store.ts';
import { AsRunLogError } from './as-run-log-error.ts';
import {
  type Copies,
  type Finding,
  lookAtMirror,
  lookAtPrimary,
  type MirrorState,
  sameRange,
  stateAfter,
} from './copies.ts';
import { ForkedError, rangeAfter, reconcile } from './reconcile.ts';
import { originOf } from './screen-identity.ts';
import { Scrub } from './scrub.ts';

/** Entries that are looked at or written in one step: a few milliseconds. */
const entriesPerStep = 128;

/** How the copies stand between two steps. */
export interface Standing {
  readonly state: MirrorState;
  readonly mirrorSize: number;
  readonly known: number;
}

export interface UpkeepStep {
  readonly state: MirrorState;
  readonly mirrorSize: number;
  readonly finding?: Finding;
  readonly loss?: AsRunLogError;
  /** Whether another step should follow soon. */
  readonly more: boolean;
}

/** What is done for the copies while the screen plays, in steps that nobody notices. */
export class Upkeep {
  readonly #copies: Copies;
  readonly #scrub: Scrub;
  /** Set while the second copy is being brought up. */
  #bringing: BringingUp | undefined;

  constructor(copies: Copies) {
    this.#copies = copies;
    this.#scrub = new Scrub(copies, entriesPerStep);
  }

  /** Never rejects: a copy that does not answer is a state, too. `restore`: the first copy was thrown away. */
  async step(standing: Standing, restore = false): Promise<UpkeepStep> {
    try {
      switch (restore ? 'failed' : standing.state.state) {
        case 'failed':
          return await this.#takeUpAgain(standing);
        case 'catching-up':
          return await this.#bringUp(standing);
        default:
          return await this.#compare(standing);
      }
    } catch (error) {
      if (error instanceof AsRunLogError) return { ...standing, loss: error, more: false };
      const state = standing.state.state === 'unsupported' ? standing.state : stateAfter(error);
      return { ...standing, state, more: false };
    }
  }

  async #takeUpAgain(standing: Standing): Promise<UpkeepStep> {
    const { mirror } = this.#copies;
    const { known, mirrorSize } = standing;
    let second = await lookAtMirror(this.#copies);
    if ('state' in second || mirror === undefined) return { ...standing, more: false };
    const first = await lookAtPrimary(this.#copies);
    const size = 'damage' in first ? 0 : (first.head?.size ?? 0);
    // One record behind what it is known to have was under way when it failed: either it was refused since, and others
    // took its place, or the first copy has it and gives it back. More than one is something else, and stays.
    const wasUnderWay = second.size > mirrorSize && second.lastFrom >= mirrorSize;
    if (wasUnderWay && size >= known) second = await mirror.truncate(mirrorSize);
    const { mirror: state, size: copied, findings } = await reconcile(this.#copies, first, second);
    this.#bringing = undefined;
    const [finding] = findings;
    return { state, mirrorSize: copied, ...(finding ? { finding } : {}), more: true };
  }

  /** Appends the next entries that only the first copy has, once it is proven that it goes on where the second ends. */
  async #bringUp({ mirrorSize }: Standing): Promise<UpkeepStep> {
    const { primary, mirror } = this.#copies;
    const head = await primary.readHead();
    if (head === undefined || mirror === undefined) throw new AsRunStoreError('corrupt', 'its head is gone');
    this.#bringing ??= await beginBringingUp(mirror, this.#copies, head);
    if (!(await isProven(this.#bringing, primary))) {
      return { ...catchingUp(mirrorSize, head.size), more: true };
    }
    const size = Math.min(mirrorSize + entriesPerStep, head.size);
    const entries = await readWhole(this.#copies, mirrorSize, size);
    // A size in between was not signed for its own sake, and the copy does not need it to be.
    const checkpoint = size === head.size ? head.checkpoint : undefined;
    if (size > mirrorSize) await mirror.append({ from: mirrorSize, entries, checkpoint });
    if (size < head.size) return { ...catchingUp(size, head.size), more: true };
    const finding = broughtUp(this.#bringing.from, size);
    this.#bringing = undefined;
    return { state: { state: 'in-step' }, mirrorSize: size, finding, more: true };
  }

  async #compare(standing: Standing): Promise<UpkeepStep> {
    const result = await this.#scrub.step(standing.state.state === 'in-step');
    if (result.mirrorBadFrom === undefined) return { ...standing, ...result };
    const head = await this.#copies.mirror?.truncate(result.mirrorBadFrom);
    const mirrorSize = head?.size ?? 0;
    return { ...catchingUp(mirrorSize, standing.known), ...result, more: true };
  }
}

/**
 * The entries [from, to), each from the copy that has it; up to the first that is in neither.
 * For a first copy that is known to have holes there.
 */
export async function readAround(
  copies: Copies,
  from: number,
  to: number,
): Promise<Uint8Array<ArrayBuffer>[]> {
  const found: Uint8Array<ArrayBuffer>[] = [];
  for (let seq = from; seq < to; seq++) {
    const [entry = (await copies.mirror?.readEntries(seq, seq + 1).catch(() => []))?.[0]] =
      await copies.primary.readEntries(seq, seq + 1);
    if (entry === undefined) break;
    found.push(entry);
  }
  return found;
}

async function readWhole({ primary }: Copies, from: number, to: number): Promise<Uint8Array<ArrayBuffer>[]> {
  const entries = await primary.readEntries(from, to);
  if (entries.length === to - from) return entries;
  const lost = { from: from + entries.length, to };
  throw new AsRunLogError('inconsistent', 'Cannot continue the as-run log: entries are missing', lost);
}

interface BringingUp {
  /** Where the second copy ended at first. */
  readonly from: number;
  /** A head of the first copy that the second must lead up to. */
  readonly target: AsRunHead;
  /** The tree from the second copy's end on, with the entries of the first, up to `at`. */
  range: MirrorHead['range'];
  at: number;
}

async function beginBringingUp(mirror: AsRunMirror, copies: Copies, target: AsRunHead): Promise<BringingUp> {
  const { size, range } = await mirror.open(originOf(copies.screen));
  // Nothing is the beginning of everything.
  return {
    from: size,
    target,
    range: size === 0 ? target.range : range,
    at: size === 0 ? target.size : size,
  };
}

/** Resolves with true once the second copy is proven to be the beginning of the first; each call goes a step further. */
async function isProven(bringing: BringingUp, primary: Copies['primary']): Promise<boolean> {
  const { target, at, range } = bringing;
  if (at < target.size) {
    bringing.at = Math.min(at + entriesPerStep, target.size);
    bringing.range = await rangeAfter(primary, { size: at, range }, bringing.at);
  }
  if (bringing.at < target.size) return false;
  if (!sameRange(bringing.range, target.range)) throw new ForkedError(bringing.from, target.size);
  return true;
}

function catchingUp(mirrorSize: number, size: number): Pick<UpkeepStep, 'state' | 'mirrorSize'> {
  return { state: { state: 'catching-up', missing: size - mirrorSize }, mirrorSize };
}

function broughtUp(from: number, to: number): Finding {
  return {
    what: 'as-run-copy',
    detail: `the second copy of the log got entries ${from} to ${to}`,
    recovery: 'restored',
  };
}
