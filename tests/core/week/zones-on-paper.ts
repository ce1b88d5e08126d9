import { rebuildAirtime } from '../../../src/core/airtime/airtime.ts';
import type { AsRunEntry, EntryDraft, OffAirEntry } from '../../../src/core/as-run/entry.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';
import { type Beside, endedBy } from '../../../src/core/playout/beside.ts';
import { ZonePlayout } from '../../../src/core/playout/zone-playout.ts';
import { withEstimatedPasses } from '../../../src/core/zones/pass-estimate.ts';
import { kindsIn, programmeOfZone } from '../../../src/core/zones/zone-spots.ts';
import type { ScreenOnPaper } from '../playout/screen-on-paper.ts';
import { type Script, ScriptedStage } from '../playout/scripted-stage.ts';

/** The zones beside the main one, each with a playout and a scripted stage of its own, as the player sets them up. */
export class ZonesOnPaper implements Beside {
  readonly #playouts: readonly ZonePlayout[];

  constructor(
    screen: ScreenOnPaper,
    programme: ResolvedProgramme,
    script: (spot: ProgrammeSpot) => Script,
    before: readonly AsRunEntry[],
  ) {
    const playing = (programme.zones ?? []).filter(({ zone }) => kindsIn(zone));
    this.#playouts = playing.map(({ zone, spots }) => {
      const passing = withEstimatedPasses(spots, zone, programme.programme.canvas);
      const own = programmeOfZone(programme, { zone, spots: passing });
      return new ZonePlayout({
        zone: zone.id,
        programme: own,
        airtime: rebuildAirtime(own.programme.shares, before, passing, {}, zone.id),
        clock: screen.clock,
        stage: new ScriptedStage(screen.clock, script),
        journal: screen.journal,
        onAir: screen.playout.onAir,
        playable: () => true,
        locate: (spot) => Promise.resolve(spot),
      });
    });
  }

  onAir(): void {
    for (const playout of this.#playouts) playout.start();
  }

  offAir(because: OffAirEntry['because'], atMonotonicMs: number): EntryDraft[] {
    return this.#playouts.flatMap((playout) => playout.end(endedBy(because), atMonotonicMs));
  }
}
