import type { AsRunMirror } from '../ports/as-run-mirror.ts';
import type { MendableAsRunStore } from '../ports/as-run-store.ts';
import type { HighWaterMark, HighWaterMarks } from '../ports/high-water-marks.ts';
import { AsRunLog } from './as-run-log.ts';
import { AsRunLogError } from './as-run-log-error.ts';
import { type Finding, isDamage } from './copies.ts';
import type { EntryDraft, Stamp } from './entry.ts';
import { checkAgainstMark, markOf } from './high-water-mark.ts';
import { type CopyEvents, MirroredAsRunStore } from './mirrored-store.ts';
import { originOf, type ScreenIdentity } from './screen-identity.ts';

/** Where a screen keeps its identity and the log of each of its epochs. */
export interface AsRunHome {
  identity(): Promise<FoundIdentity>;
  /** The first copy of an epoch's log. */
  store(screen: ScreenIdentity): MendableAsRunStore;
  /** The identity of the epoch after that of `screen`, once it is durable. */
  beginEpoch(screen: ScreenIdentity): Promise<ScreenIdentity>;
  /** The second copy; absent where there is no place for one. */
  readonly mirror?: AsRunMirror;
  readonly marks?: HighWaterMarks;
}

export interface FoundIdentity {
  readonly screen: ScreenIdentity;
  /** It was made by this call: no copy of another was found. */
  readonly isNew: boolean;
}

export interface OpenedAsRunLog {
  readonly log: AsRunLog;
  readonly screen: ScreenIdentity;
  readonly store: MirroredAsRunStore;
}

export interface OpenOptions extends Pick<CopyEvents, 'onFinding' | 'onLoss'> {
  /** The session that wrote the end of the log still runs. */
  readonly resume?: boolean;
}

/**
 * Opens the log of the present epoch from both of its copies. If what is stored must not be continued, or has once been
 * more, it stays as it is, for an auditor, and a new epoch begins, whose first entry is a `gap` that says so, stamped `now`.
 * Rejects with the store's error when the device cannot be read or written.
 */
export async function openAsRunLog(
  home: AsRunHome,
  now: Stamp,
  options: OpenOptions = {},
): Promise<OpenedAsRunLog> {
  const { screen, isNew } = await home.identity();
  try {
    return await openEpoch(home, { screen, isNew }, now, options);
  } catch (error) {
    if (!isDamage(error)) throw error;
    return renewAsRunLog(home, screen, error, now, options);
  }
}

/** Begins a new epoch because that of `screen` cannot be continued, and says so in its first entry. */
export async function renewAsRunLog(
  home: AsRunHome,
  screen: ScreenIdentity,
  reason: Error,
  now: Stamp,
  options: OpenOptions = {},
): Promise<OpenedAsRunLog> {
  const mark = home.marks?.read();
  const furthest = mark?.screenId === screen.screenId ? Math.max(mark.epoch, screen.epoch) : screen.epoch;
  const next = await home.beginEpoch({ ...screen, epoch: furthest });
  return openEpoch(home, { screen: next, isNew: true }, now, options, reason);
}

async function openEpoch(
  home: AsRunHome,
  { screen, isNew }: FoundIdentity,
  now: Stamp,
  options: OpenOptions,
  reason?: Error,
): Promise<OpenedAsRunLog> {
  const { mirror, marks } = home;
  const mark = marks?.read();
  const early: Finding[] = [];
  const events: { -readonly [Key in keyof CopyEvents]: CopyEvents[Key] } = {
    onFinding: (finding) => early.push(finding),
    onCommitted: (head) => marks?.raise(markOf(head, screen)),
    onLoss: (error) => options.onLoss?.(error),
  };
  const copies = { primary: home.store(screen), mirror, screen, isNew };
  const store = await MirroredAsRunStore.open(copies, events);
  const head = await store.readHead();
  checkAgainstMark(head, screen, mark);
  if (head !== undefined) marks?.raise(markOf(head, screen));
  const log = await AsRunLog.open({ store, screen, resume: options.resume ?? false });
  // Also when the epoch had begun before, but the program ended before it could say so.
  const gap = log.size === 0 ? await gapBefore(home, screen, mark, reason) : undefined;
  // At a start the on-air clock has not been set yet: it stands where the log ends.
  const onAirMs = Math.max(now.onAirMs, log.recovered.onAirMs);
  const findings = [...early, ...absenceOf(store, mirror)].map(
    (finding): EntryDraft => ({ type: 'fault', ...finding, ...now, onAirMs }),
  );
  await log.append(...(gap ? [{ ...gap, ...now }] : []), ...findings);
  events.onFinding = (finding) => options.onFinding?.(finding);
  return { log, screen, store };
}

type Gap = Omit<Extract<EntryDraft, { type: 'gap' }>, keyof Stamp>;

/** What a new log must say of the one before it; undefined when there was none. */
async function gapBefore(
  home: AsRunHome,
  screen: ScreenIdentity,
  mark: HighWaterMark | undefined,
  reason: Error | undefined,
): Promise<Gap | undefined> {
  const known = reason instanceof AsRunLogError ? reason.lost : undefined;
  const detail = reason?.message ?? 'the log before is not known';
  if (screen.epoch > 1) {
    const before = { ...screen, epoch: screen.epoch - 1 };
    const lost = known ?? (await lostSince(home, before, mark));
    return { type: 'gap', previous: originOf(before), ...(lost ? { lost } : {}), detail };
  }
  if (mark === undefined || mark.screenId === screen.screenId) return undefined;
  const nothingLeft = 'neither the log before nor its key is left';
  return { type: 'gap', previous: originOf(mark), lost: { from: 0, to: mark.size }, detail: nothingLeft };
}

/** What the log before had by the mark and no longer has. */
async function lostSince(
  home: AsRunHome,
  before: ScreenIdentity,
  mark: HighWaterMark | undefined,
): Promise<Gap['lost']> {
  if (mark?.screenId !== before.screenId || mark.epoch !== before.epoch) return undefined;
  const head = await home
    .store(before)
    .readHead()
    .catch(() => undefined);
  const from = head?.size ?? 0;
  return from < mark.size ? { from, to: mark.size } : undefined;
}

/** Said once at every start that goes on with one copy. */
function absenceOf({ mirrorState }: MirroredAsRunStore, mirror: AsRunMirror | undefined): Finding[] {
  if (mirror === undefined) return [];
  if (mirrorState.state === 'unsupported') {
    return [{ what: 'as-run-copy', detail: 'no place for a second copy of the log', recovery: 'one copy' }];
  }
  if (mirrorState.state !== 'failed') return [];
  const detail = `the second copy of the log: ${mirrorState.detail}`;
  return [{ what: 'as-run-copy', detail, recovery: 'one copy for now' }];
}
