import type { HighWaterMark } from '../ports/high-water-marks.ts';
import type { AsRunHome } from './as-run-home.ts';
import type { EntryDraft, Stamp } from './entry.ts';
import { type ScreenIdentity } from './screen-identity.ts';
type Gap = Omit<Extract<EntryDraft, {
    type: 'gap';
}>, keyof Stamp>;
/** What a new log must say of the one before it; undefined when there was none. */
export declare function gapDraft(home: AsRunHome, screen: ScreenIdentity, mark: HighWaterMark | undefined, reason: Error | undefined): Promise<Gap | undefined>;
export {};
