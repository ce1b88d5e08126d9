import type { AsRunHome } from './as-run-home.ts';
import type { Stamp } from './entry.ts';
import { type OpenedAsRunLog, type OpenOptions, openEpoch } from './open-epoch.ts';
import type { ScreenIdentity } from './screen-identity.ts';

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
