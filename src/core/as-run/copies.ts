import type { AsRunMirror, MirrorHead } from '../ports/as-run-mirror.ts';
import { type AsRunHead, AsRunStoreError, type MendableAsRunStore } from '../ports/as-run-store.ts';
import type { HighWaterMark } from '../ports/high-water-marks.ts';
import { AsRunLogError } from './as-run-log-error.ts';
import { originOf, type ScreenIdentity } from './screen-identity.ts';
import { verifyHead } from './tree-head.ts';

/** Both copies of the log of one screen and epoch. */
export interface Copies {
  readonly primary: MendableAsRunStore;
  /** Undefined where the caller has none. */
  readonly mirror: AsRunMirror | undefined;
  readonly screen: ScreenIdentity;
  /** How far the log is known to have come when it is opened. */
  readonly mark?: HighWaterMark | undefined;
  /** The origin was only just made up: nothing can have been written under it. */
  readonly isNew: boolean;
}

/** How the second copy stands. */
export type MirrorState =
  /** It has every entry of the first. */
  | { readonly state: 'in-step' }
  /** It is being brought up to the first. */
  | { readonly state: 'catching-up'; readonly missing: number }
  /** It does not answer for now; what is written meanwhile is in the first copy only. */
  | { readonly state: 'failed'; readonly detail: string }
  /** This device has no place for one. */
  | { readonly state: 'unsupported' };

/** A `fault` entry before it has its time. */
export interface Finding {
  readonly what: string;
  readonly detail: string;
  readonly recovery: string;
}

/** What the first copy is: its head, or why it cannot be continued. */
export type PrimaryFound = { readonly head: AsRunHead | undefined } | { readonly damage: string };

/** Looks at the end of the first copy. Rejects with the store's error when the device does not answer. */
export async function lookAtPrimary({ primary, screen }: Copies): Promise<PrimaryFound> {
  try {
    const head = await primary.readHead();
    if (head !== undefined) verifyHead(head, screen);
    const size = head?.size ?? 0;
    const beyond = await primary.readEntries(size, size + 1);
    return beyond.length === 0 ? { head } : { damage: `its head, ${size}, is too old` };
  } catch (error) {
    if (isDamage(error)) return { damage: error.message };
    throw error;
  }
}

/** Entries that a copy can be continued from. */
export function sizeIn(found: PrimaryFound): number {
  return 'damage' in found ? 0 : (found.head?.size ?? 0);
}

/** Looks at the end of the second copy. Never rejects: the first copy goes on without it. */
export async function lookAtMirror({ mirror, screen }: Copies): Promise<MirrorHead | MirrorState> {
  if (mirror === undefined) return { state: 'unsupported' };
  try {
    return await mirror.open(originOf(screen));
  } catch (error) {
    return stateAfter(error);
  }
}

/** What a call that failed says about the second copy. */
export function stateAfter(error: unknown): MirrorState {
  if (error instanceof AsRunStoreError && error.code === 'unsupported') return { state: 'unsupported' };
  return { state: 'failed', detail: error instanceof Error ? error.message : String(error) };
}

/** Whether an error says that what is stored must not be continued, rather than that the device does not answer. */
export function isDamage(error: unknown): error is AsRunLogError | AsRunStoreError {
  if (error instanceof AsRunLogError) return error.code === 'inconsistent';
  return error instanceof AsRunStoreError && error.code === 'corrupt';
}

export function sameRange(a: readonly Uint8Array[], b: readonly Uint8Array[]): boolean {
  return a.length === b.length && a.every((hash, index) => hash.every((byte, at) => byte === b[index]?.[at]));
}
