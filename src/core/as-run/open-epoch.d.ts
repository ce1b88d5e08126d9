import type { AsRunHome, FoundIdentity } from './as-run-home.ts';
import { AsRunLog } from './as-run-log.ts';
import type { Stamp } from './entry.ts';
import { type CopyEvents, MirroredAsRunStore } from './mirrored-store.ts';
import type { ScreenIdentity } from './screen-identity.ts';
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
export declare function openEpoch(home: AsRunHome, { screen, isNew }: FoundIdentity, now: Stamp, options: OpenOptions, reason?: Error): Promise<OpenedAsRunLog>;
