import type { ShareNow } from '../core/airtime/airtime.ts';
import type { EntryDraft, OffAirEntry } from '../core/as-run/entry.ts';
import type { ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import type { Beside } from '../core/playout/beside.ts';
import type { Screen } from './screen.ts';
import type { ScreenView } from './screen-view.ts';

/** Something beside the picture that is loaded when a programme has it, and then follows every programme. */
class LazyBeside implements Beside {
  readonly #isIn: (resolved: ResolvedProgramme) => boolean;
  readonly #load: () => Promise<Beside>;
  #loaded: Beside | undefined;
  #loading: Promise<void> | undefined;
  /** What the main zone shows; undefined while the screen is off the air. */
  #onView: ResolvedProgramme | undefined;

  constructor(isIn: (resolved: ResolvedProgramme) => boolean, load: () => Promise<Beside>) {
    this.#isIn = isIn;
    this.#load = load;
  }

  onAir(programme: ResolvedProgramme): void {
    this.#onView = programme;
    this.#loaded?.onAir(programme);
    if (!this.#loaded && this.#isIn(programme)) this.#loading ??= this.#open();
  }

  offAir(because: OffAirEntry['because'], atMonotonicMs: number): EntryDraft[] {
    this.#onView = undefined;
    return this.#loaded?.offAir(because, atMonotonicMs) ?? [];
  }

  sharesNow(): ShareNow[] {
    return this.#loaded?.sharesNow?.() ?? [];
  }

  async #open(): Promise<void> {
    try {
      this.#loaded = await this.#load();
      if (this.#onView) this.#loaded.onAir(this.#onView);
    } catch {
      // Without its file, as when the app shell was damaged: the next boundary asks again.
      this.#loading = undefined;
    }
  }
}

/** Lets the zones and the voice of a screen's programmes go on beside its main zone. */
export function playBeside(screen: Screen, view: ScreenView): void {
  const { playout } = screen;
  const zones = new LazyBeside(
    ({ zones }) => zones !== undefined,
    async () => {
      const { Zones } = await import('./zones.ts');
      return new Zones(screen, view);
    },
  );
  const voice = new LazyBeside(
    ({ programme }) => programme.voice !== undefined,
    async () => (await import('./voice/voice-desk.ts')).openVoice(screen, view),
  );
  playout.beside.push(zones, voice);
  if (playout.playing) for (const each of playout.beside) each.onAir(playout.programme);
}
