import type { ShareNow } from '../airtime/airtime.ts';
import type { EntryDraft, OffAirEntry, PlayEntry } from '../as-run/entry.ts';
import type { ResolvedProgramme } from '../playlist/programme-spot.ts';

/**
 * What goes on beside the picture while the screen is on the air: other zones, the voice. It follows the main zone and
 * never holds it up: nothing here is awaited.
 */
export interface Beside {
  /** A picture of this programme has come on view in the main zone. Called at every boundary. */
  onAir(programme: ResolvedProgramme): void;
  /** Ends its plays at that instant and gives their entries: they stand before the screen's own `off-air`. */
  offAir(because: OffAirEntry['because'], atMonotonicMs: number): EntryDraft[];
  /** How the shares stand that count it; left out by what no share counts. */
  sharesNow?(): ShareNow[];
}

/** How a play beside the picture ended that was cut because the screen went off the air. */
export function endedBy(because: OffAirEntry['because']): PlayEntry['ended'] {
  return because === 'handed-over' ? 'programme' : because;
}
