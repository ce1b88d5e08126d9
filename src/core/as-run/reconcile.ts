import type { AsRunMirror, MirrorHead } from '../ports/as-run-mirror.ts';
import type { AsRunHead, MendableAsRunStore } from '../ports/as-run-store.ts';
import { AsRunLogError } from './as-run-log-error.ts';
import {
  type Copies,
  type Finding,
  type MirrorState,
  type PrimaryFound,
  sameRange,
  sizeIn,
} from './copies.ts';
import { sharedBefore } from './high-water-mark.ts';
import { extendRange } from './mirror/segment.ts';
import { originOf, type ScreenIdentity } from './screen-identity.ts';
import { emptyHead, growHead, verifyHead } from './tree-head.ts';

/** Entries that are read, hashed and written at a time. */
const batch = 256;
/** A second copy that lags by more is compared with the first while the screen plays, not before. */
const mostComparedAtOnce = 4_096;

export interface Reconciled {
  readonly mirror: MirrorState;
  /** Where the second copy ends. */
  readonly size: number;
  readonly findings: readonly Finding[];
}

/**
 * Makes one log of two copies, through the same `commit` as every play: the first copy gets what only the second has.
 * What the second lacks is left to the caller. Nothing is signed before it is proven: all that is replayed belongs
 * to a tree whose root this screen has signed.
 *
 * Rejects with {@link AsRunLogError} `inconsistent` when neither copy may be continued: they are two different logs,
 * or entries are in neither. Nothing has been changed then.
 */
export async function reconcile(
  copies: Copies,
  first: PrimaryFound,
  second: MirrorHead,
): Promise<Reconciled> {
  try {
    return await compare(copies, first, second);
  } catch (error) {
    const shared = sharedBefore(copies);
    if (!(error instanceof ForkedError) || shared === undefined || shared >= second.size) throw error;
    // The first went on alone after a refusal that could not be taken back.
    const kept = await copies.mirror?.truncate(shared);
    return compare(copies, first, kept ?? second);
  }
}

async function compare(copies: Copies, first: PrimaryFound, second: MirrorHead): Promise<Reconciled> {
  const { screen } = copies;
  const found = 'damage' in first ? undefined : (first.head ?? emptyHead(screen));
  const size = found?.size ?? 0;
  if (second.reached > Math.max(size, second.size)) {
    throw lost('the second copy is damaged', Math.max(size, second.size), second.reached);
  }
  if (found !== undefined && second.size <= size) return compareShorter(copies, found, second);
  return replay(copies, first, second);
}

/**
 * Gives the first copy back the `shared` entries that both had before it went on alone and was lost, as far as nothing
 * that is left of it has to give way, and returns the error that says why the log must not be continued.
 */
export async function salvage(
  copies: Copies,
  first: PrimaryFound,
  second: MirrorHead,
  shared: number,
): Promise<AsRunLogError> {
  const { mark, mirror } = copies;
  const kept = second.size > shared ? await mirror?.truncate(shared) : second;
  if (!('damage' in first) && kept && kept.size > sizeIn(first)) await reconcile(copies, first, kept);
  const [from, to] = [Math.max(kept?.size ?? 0, sizeIn(first)), mark?.size ?? 0];
  const detail = 'Cannot continue the as-run log: its first copy, which had gone on alone, was lost';
  return new AsRunLogError('inconsistent', detail, from < to ? { from, to } : undefined);
}

/** The second copy has no more than the first: it must be the beginning of the same tree. */
async function compareShorter(copies: Copies, head: AsRunHead, second: MirrorHead): Promise<Reconciled> {
  const missing = head.size - second.size;
  if (missing > mostComparedAtOnce) return behind(head, second);
  const range = await rangeAfter(copies.primary, second, head.size);
  if (!sameRange(range, head.range)) throw new ForkedError(second.size, head.size);
  return behind(head, second);
}

function behind(head: AsRunHead, { size, reached }: MirrorHead): Reconciled {
  const missing = head.size - size;
  if (missing === 0 && reached === size) return { mirror: { state: 'in-step' }, size, findings: [] };
  return { mirror: { state: 'catching-up', missing }, size, findings: [] };
}

/** The second copy has more than the first, or the first cannot be read as a log. */
async function replay(copies: Copies, first: PrimaryFound, second: MirrorHead): Promise<Reconciled> {
  const { primary, mirror, screen } = copies;
  const damage = 'damage' in first ? first.damage : undefined;
  const start = ('damage' in first ? undefined : first.head) ?? emptyHead(screen);
  if (mirror === undefined || second.size === 0) throw inconsistent(damage ?? 'there is no second copy');
  verifySecond(second, screen, start.size);
  const range = await rangeAfter(mirror, start, second.size);
  if (!sameRange(range, second.range)) throw new ForkedError(start.size, second.size);
  if (damage !== undefined) await primary.clear();
  await commitAll(primary, mirror, start, second.size, screen);
  const findings =
    second.lastFrom === start.size && damage === undefined ? [] : [restored(start, second, damage)];
  return { mirror: { state: 'in-step' }, size: second.size, findings };
}

/** The copy must end where this screen signed; one that was being brought up when it ended does not. */
function verifySecond({ size, range, checkpoint }: MirrorHead, screen: ScreenIdentity, known: number): void {
  if (checkpoint === undefined) throw lost('the second copy was not complete', known, size);
  verifyHead({ origin: originOf(screen), size, range, checkpoint }, screen);
}

async function commitAll(
  primary: MendableAsRunStore,
  mirror: AsRunMirror,
  start: AsRunHead,
  size: number,
  screen: ScreenIdentity,
): Promise<void> {
  // The row is not what is being restored: it stays as it is.
  const inFlight = await primary.readInFlight();
  let head = start;
  while (head.size < size) {
    const entries = await mirror.readEntries(head.size, Math.min(head.size + batch, size));
    head = growHead(head, entries, screen);
    await primary.commit({ entries, head, inFlight });
  }
}

/** The range of the tree up to `size`, which begins with `start` and goes on with the entries of `copy`. */
export async function rangeAfter(
  copy: Pick<AsRunMirror, 'readEntries'>,
  start: { readonly size: number; readonly range: readonly Uint8Array<ArrayBuffer>[] },
  size: number,
): Promise<readonly Uint8Array<ArrayBuffer>[]> {
  let { range, size: at } = start;
  while (at < size) {
    const entries = await copy.readEntries(at, Math.min(at + batch, size));
    if (entries.length < Math.min(batch, size - at)) {
      throw lost('entries are missing', at + entries.length, size);
    }
    range = extendRange(range, at, entries);
    at += entries.length;
  }
  return range;
}

function restored(start: AsRunHead, second: MirrorHead, damage: string | undefined): Finding {
  const why = damage === undefined ? `ended at ${start.size}` : `could not be read (${damage})`;
  return {
    what: 'as-run-copy',
    detail: `the first copy of the log ${why}, the second at ${second.size}`,
    recovery: 'restored',
  };
}

/** Two copies are not of one log. */
export class ForkedError extends AsRunLogError {
  constructor(shorter: number, longer: number) {
    const detail = `its copies of ${shorter} and ${longer} entries are of two different logs`;
    super('inconsistent', `Cannot continue the as-run log: ${detail}`);
  }
}

function lost(detail: string, from: number, to: number): AsRunLogError {
  return new AsRunLogError('inconsistent', `Cannot continue the as-run log: ${detail}`, { from, to });
}

function inconsistent(detail: string): AsRunLogError {
  return new AsRunLogError('inconsistent', `Cannot continue the as-run log: ${detail}`);
}
