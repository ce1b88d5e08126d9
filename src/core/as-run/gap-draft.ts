import type { HighWaterMark } from '../ports/high-water-marks.ts';
import type { AsRunHome } from './as-run-home.ts';
import { AsRunLogError } from './as-run-log-error.ts';
import type { EntryDraft, Stamp } from './entry.ts';
import { originOf, type ScreenIdentity } from './screen-identity.ts';

type Gap = Omit<Extract<EntryDraft, { type: 'gap' }>, keyof Stamp>;

/** What a new log must say of the one before it; undefined when there was none. */
export async function gapDraft(
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
