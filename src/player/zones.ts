import { systemClock } from '../browser/system-clock.ts';
import { type AirtimeState, changeRules, rebuildAirtime, type ShareNow } from '../core/airtime/airtime.ts';
import type { AsRunEntry, EntryDraft, OffAirEntry } from '../core/as-run/entry.ts';
import type { ResolvedProgramme, ResolvedZone } from '../core/playlist/programme-spot.ts';
import { type Beside, endedBy } from '../core/playout/beside.ts';
import type { Journal } from '../core/playout/journal.ts';
import type { OnAirClock } from '../core/playout/on-air-clock.ts';
import { ZonePlayout, type ZonePlayoutOptions } from '../core/playout/zone-playout.ts';
import type { Stage } from '../core/ports/stage.ts';
import { programmeOfZone } from '../core/zones/zone-spots.ts';
import type { ScreenView } from './screen-view.ts';
import { openZoneView, type ZoneView } from './zone-view.ts';

/** What zones must know of a screen. */
export interface ZonedScreen {
  readonly journal: Journal;
  readonly playout: { readonly onAir: OnAirClock };
  /** The newest entries of the log as it was opened. */
  readonly tail: readonly AsRunEntry[];
  /** What is on this device, and where. */
  readonly media: Pick<ZonePlayoutOptions, 'playable' | 'locate'>;
}

/** One zone as it stands on the screen; a clock has a view and nothing to play. */
interface OpenZone {
  readonly id: string;
  readonly view: ZoneView;
  readonly playout: ZonePlayout | undefined;
}

/** The zones beside the main one: set up for the programme in force, on the air with it, dark with it. */
export class Zones implements Beside {
  readonly #screen: ZonedScreen;
  readonly #view: Pick<ScreenView, 'beside' | 'stage'>;
  readonly #airtimes = new Map<string, AirtimeState>();
  #programme: ResolvedProgramme | undefined;
  #open: OpenZone[] = [];
  #isOnAir = false;

  constructor(screen: ZonedScreen, view: Pick<ScreenView, 'beside' | 'stage'>) {
    this.#screen = screen;
    this.#view = view;
  }

  onAir(programme: ResolvedProgramme): void {
    this.#view.beside.style.visibility = 'visible';
    this.#isOnAir = true;
    if (programme !== this.#programme) this.#change(programme);
    for (const { playout } of this.#open) playout?.start();
  }

  offAir(because: OffAirEntry['because'], atMonotonicMs: number): EntryDraft[] {
    this.#isOnAir = false;
    this.#view.beside.style.visibility = 'hidden';
    return this.#open.flatMap(({ playout }) => playout?.end(endedBy(because), atMonotonicMs) ?? []);
  }

  /** How the shares that count one of these zones stand. */
  sharesNow(): ShareNow[] {
    return this.#open.flatMap(({ id, playout }) => {
      const shares = playout?.sharesNow() ?? [];
      return shares.map((share) => ({ ...share, rule: { ...share.rule, zone: id } }));
    });
  }

  #change(programme: ResolvedProgramme): void {
    this.#close();
    this.#programme = programme;
    for (const zone of programme.zones ?? []) {
      void this.#openZone(programme, zone).catch((error: unknown) => this.#tell(zone, error));
    }
  }

  #close(): void {
    const nowMs = systemClock.monotonicMs();
    for (const { id, playout, view } of this.#open) {
      void this.#screen.journal.write(...(playout?.end('programme', nowMs) ?? []));
      if (playout) this.#airtimes.set(id, playout.airtime);
      view.close();
    }
    this.#open = [];
  }

  async #openZone(programme: ResolvedProgramme, zone: ResolvedZone): Promise<void> {
    const view = await openZoneView(programme.programme, zone, this.#view);
    if (programme !== this.#programme) return view.close();
    const playout = view.stage && this.#playoutOf(programme, { ...zone, spots: view.spots }, view.stage);
    this.#open.push({ id: zone.zone.id, view, playout });
    if (this.#isOnAir) playout?.start();
  }

  #playoutOf(programme: ResolvedProgramme, zone: ResolvedZone, stage: Stage): ZonePlayout {
    const { journal, playout, media } = this.#screen;
    const own = programmeOfZone(programme, zone);
    stage.onFault = (fault) => void journal.write({ type: 'fault', ...journal.stamp(), ...fault });
    return new ZonePlayout({
      zone: zone.zone.id,
      programme: own,
      airtime: this.#airtimeOf(own, zone),
      clock: systemClock,
      stage,
      journal,
      onAir: playout.onAir,
      ...media,
    });
  }

  #airtimeOf({ programme, spots }: ResolvedProgramme, { zone }: ResolvedZone): AirtimeState {
    const { playout, tail } = this.#screen;
    const known = this.#airtimes.get(zone.id) ?? rebuildAirtime(programme.shares, tail, spots, {}, zone.id);
    return changeRules(known, programme.shares, playout.onAir.at(systemClock.monotonicMs()));
  }

  #tell({ zone }: ResolvedZone, error: unknown): void {
    const { journal } = this.#screen;
    const detail = `zone ${zone.id}: ${error instanceof Error ? error.message : String(error)}`;
    const recovery = 'the other zones go on';
    void journal.write({ type: 'fault', ...journal.stamp(), what: 'zone', detail, recovery });
  }
}
