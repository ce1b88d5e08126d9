import type { AsRunHome } from '../core/as-run/as-run-home.ts';
import { chooseIdentity } from '../core/as-run/choose-identity.ts';
import type { ScreenIdentity } from '../core/as-run/screen-identity.ts';
import type { AsRunMirror } from '../core/ports/as-run-mirror.ts';
import type { HighWaterMarks } from '../core/ports/high-water-marks.ts';
import { AsRunDatabase } from './as-run-database.ts';
import { OpfsAsRunMirror } from './as-run-mirror.ts';
import { IndexedDbAsRunStore } from './as-run-store.ts';
import { browserHighWaterMarks } from './high-water-marks.ts';
import { hasLog, keepIdentity, loadScreenIdentity, readIdentity } from './screen-identity.ts';

export interface AsRunHomeParts {
  readonly database?: AsRunDatabase;
  readonly mirror?: AsRunMirror;
  readonly marks?: HighWaterMarks;
}

/**
 * This browser as the home of the screen's identity and logs: IndexedDB, and a second copy in the private file system.
 * Only for the page that has the writer lock.
 */
export function browserAsRunHome(parts: AsRunHomeParts = {}): AsRunHome {
  const { database = new AsRunDatabase(), mirror = new OpfsAsRunMirror() } = parts;
  const { marks = browserHighWaterMarks() } = parts;
  return {
    mirror,
    marks,
    identity: async () => {
      const [first, second] = await Promise.all([readIdentity(database), mirrored(mirror)]);
      const differ = first && second && first.screenId !== second.screenId;
      const chosen = chooseIdentity(first, second, differ ? await hasLog(database, first) : true);
      const screen = chosen ?? (await loadScreenIdentity(database));
      if (chosen && !isSame(first, chosen)) await keepIdentity(database, chosen);
      if (!isSame(second, screen)) await keepMirrored(mirror, screen);
      return { screen, isNew: chosen === undefined };
    },
    store: (screen) => new IndexedDbAsRunStore(database, screen.epoch),
    beginEpoch: async (screen) => {
      const next = { ...screen, epoch: screen.epoch + 1 };
      await keepIdentity(database, next);
      await keepMirrored(mirror, next);
      return next;
    },
  };
}

function isSame(kept: ScreenIdentity | undefined, screen: ScreenIdentity): boolean {
  return kept?.screenId === screen.screenId && kept.epoch === screen.epoch;
}

/** What the second copy says; nothing when it does not answer. */
function mirrored(mirror: AsRunMirror): Promise<ScreenIdentity | undefined> {
  return mirror.readIdentity().catch(() => undefined);
}

/** The first copy has it for certain; where the second refuses, the log's own look at it will say so. */
function keepMirrored(mirror: AsRunMirror, screen: ScreenIdentity): Promise<void> {
  return mirror.writeIdentity(screen).catch(() => {});
}
