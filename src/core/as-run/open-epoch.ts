import type { AsRunMirror } from '../ports/as-run-mirror.ts';
import type { AsRunHead } from '../ports/as-run-store.ts';
import type { HighWaterMark } from '../ports/high-water-marks.ts';
import type { AsRunHome, FoundIdentity } from './as-run-home.ts';
import { AsRunLog } from './as-run-log.ts';
import type { Finding } from './copies.ts';
import type { EntryDraft, Stamp } from './entry.ts';
import type { gapDraft } from './gap-draft.ts';
import { checkAgainstMark, markOf } from './high-water-mark.ts';
import { type CopyEvents, MirroredAsRunStore } from './mirrored-store.ts';
import type { ScreenIdentity } from './screen-identity.ts';
import { emptyHead } from './tree-head.ts';

export interface OpenedAsRunLog {
  readonly log: AsRunLog;
  readonly screen: ScreenIdentity;
  readonly store: MirroredAsRunStore;
}

export interface OpenOptions extends Pick<CopyEvents, 'onFinding' | 'onLoss'> {
  /** The session that wrote the end of the log still runs. */
  readonly resume?: boolean;
}

/** Opens the log of one epoch. `reason`: why it had to begin, if it begins now. */
export async function openEpoch(
  home: AsRunHome,
  { screen, isNew }: FoundIdentity,
  now: Stamp,
  options: OpenOptions,
  reason?: Error,
): Promise<OpenedAsRunLog> {
  const { mirror, marks } = home;
  const mark = marks?.read();
  const early: Finding[] = [];
  let standing: { readonly head?: AsRunHead; readonly aloneFrom?: number | undefined } = {};
  const raise = (change: Partial<typeof standing>) => {
    standing = { ...standing, ...change };
    marks?.raise(markOf(standing.head ?? emptyHead(screen), screen, standing.aloneFrom));
  };
  const events: { -readonly [Key in keyof CopyEvents]: CopyEvents[Key] } = {
    onFinding: (finding) => early.push(finding),
    onCommitted: (head) => raise({ head }),
    onAlone: (aloneFrom) => raise({ aloneFrom }),
    onLoss: (error) => options.onLoss?.(error),
  };
  const copies = { primary: home.store(screen), mirror, screen, isNew, mark };
  const store = await MirroredAsRunStore.open(copies, events);
  const head = await store.readHead();
  checkAgainstMark(head, screen, mark);
  if (head !== undefined) raise({ head, aloneFrom: store.aloneFrom });
  const log = await AsRunLog.open({ store, screen, resume: options.resume ?? false });
  // Also when the epoch had begun before, but the program ended before it could say so.
  const gap =
    log.size === 0 && mayFollow(screen, mark) ? await gapBefore(home, screen, mark, reason) : undefined;
  // At a start the on-air clock has not been set yet: it stands where the log ends.
  const onAirMs = Math.max(now.onAirMs, log.recovered.onAirMs);
  const findings = [...early, ...absenceOf(store, mirror)].map(
    (finding): EntryDraft => ({ type: 'fault', ...finding, ...now, onAirMs }),
  );
  await log.append(...(gap ? [{ ...gap, ...now }] : []), ...findings);
  events.onFinding = (finding) => options.onFinding?.(finding);
  return { log, screen, store };
}

/** Whether there may have been a log before the first of this identity. */
function mayFollow({ screenId, epoch }: ScreenIdentity, mark: HighWaterMark | undefined): boolean {
  return epoch > 1 || (mark !== undefined && mark.screenId !== screenId);
}

async function gapBefore(...about: Parameters<typeof gapDraft>): ReturnType<typeof gapDraft> {
  const { gapDraft } = await import('./gap-draft.ts');
  return gapDraft(...about);
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
