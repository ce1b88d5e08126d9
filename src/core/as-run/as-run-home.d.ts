import type { AsRunMirror } from '../ports/as-run-mirror.ts';
import type { MendableAsRunStore } from '../ports/as-run-store.ts';
import type { HighWaterMarks } from '../ports/high-water-marks.ts';
import type { ScreenIdentity } from './screen-identity.ts';
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
