import { seededRandom } from '../../../src/core/airtime/random.ts';
import type { AsRunEntry, EntryDraft } from '../../../src/core/as-run/entry.ts';
import { closeLastSession } from '../../../src/core/as-run/recovery.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';
import { KioskDesk, kioskSpot } from '../../../src/core/playout/kiosk-desk.ts';
import { SwitchOnDesk } from '../../../src/core/playout/switch-on-desk.ts';
import { endOf, ScreenOnPaper } from '../playout/screen-on-paper.ts';
import type { Script } from '../playout/scripted-stage.ts';
import { type Happening, randomHappenings } from './happenings.ts';
import { ZonesOnPaper } from './zones-on-paper.ts';

export const hourMs = 3_600_000;
/** A Monday. */
const fromWallMs = Date.parse('2026-11-23T06:00:00+08:00');
/** The least that a screen reads back of its log at a start (`player/log-tail.ts`): the longest window and a tenth. */
const tailMs = 1.1 * hourMs;

export interface LongRunOptions {
  readonly programme: ResolvedProgramme;
  readonly seed: number;
  readonly hours: number;
  /** How much more often things happen than on an ordinary day. */
  readonly density?: number;
  /** From this hour on media fail, freeze and are slow; default never. */
  readonly failsFromHour?: number;
}

export interface LongRun {
  readonly entries: readonly AsRunEntry[];
  /** On-air times between which no file could be read. */
  readonly outages: readonly Outage[];
  readonly happened: ReadonlyMap<Happening['do'], number>;
}

export interface Outage {
  readonly fromOnAirMs: number;
  readonly toOnAirMs: number;
}

/**
 * A screen for as long as a week and longer, in virtual time: the real playout, takeovers, kiosk, hand-over and zones
 * on scripted stages, started again after every stop, with all that may happen to it at seeded random instants.
 */
export async function playLong(options: LongRunOptions): Promise<LongRun> {
  const { hours, failsFromHour = Number.POSITIVE_INFINITY } = options;
  const random = seededRandom(options.seed);
  const failsFromMs = fromWallMs + failsFromHour * hourMs;
  const happenings = randomHappenings(
    {
      fromMs: fromWallMs,
      hours,
      density: options.density ?? 1,
      failsFromMs,
      spots: options.programme.spots.filter(({ spot }) => spot.kind !== 'announcement'),
    },
    random,
  );
  const screen = new RestartedScreen(options.programme, new Mishaps(failsFromMs, random));
  for (const happening of happenings) await screen.meet(happening);
  await screen.until(fromWallMs + hours * hourMs);
  const happened = new Map<Happening['do'], number>();
  for (const { do: what } of happenings) happened.set(what, (happened.get(what) ?? 0) + 1);
  return { entries: screen.entries, outages: screen.outages, happened };
}

/** What becomes of each rendering. */
class Mishaps {
  readonly #failsFromMs: number;
  readonly #random: () => number;
  stayMs = 60_000;
  diskFails = false;
  nowMs = fromWallMs;

  constructor(failsFromMs: number, random: () => number) {
    this.#failsFromMs = failsFromMs;
    this.#random = random;
  }

  readonly script = (spot: ProgrammeSpot): Script => {
    if (spot.key === kioskSpot.key) return { lengthMs: this.stayMs };
    if (spot.url === undefined) return {};
    if (this.diskFails) return { prepareFails: true };
    if (this.nowMs < this.#failsFromMs) return { prepareMs: 20 + this.#random() ** 8 * 900 };
    return this.#mishap();
  };

  #mishap(): Script {
    const draw = this.#random();
    if (draw < 0.01) return { prepareFails: true };
    if (draw < 0.015) return { showFails: true };
    if (draw < 0.02) return { freezesAfterMs: Math.round(this.#random() * 12_000) };
    return { prepareMs: Math.round(20 + this.#random() ** 8 * 4_000) };
  }
}

interface Running {
  readonly screen: ScreenOnPaper;
  readonly kiosk: KioskDesk;
  readonly handOver: SwitchOnDesk;
  /** True time at which it was started. */
  readonly sinceMs: number;
  /** How many of its entries are taken over already; it began with those that it read back. */
  known: number;
}

/** One screen over all its starts: what one leaves is what the next finds. */
class RestartedScreen {
  readonly entries: AsRunEntry[] = [];
  readonly outages: Outage[] = [];
  readonly #programme: ResolvedProgramme;
  readonly #mishaps: Mishaps;
  #running: Running | undefined;
  /** True time; the screen's own wall clock may be wrong. */
  #nowMs = fromWallMs;
  #clockAheadMs = 0;
  #offUntilMs = fromWallMs;
  #kept: unknown;

  constructor(programme: ResolvedProgramme, mishaps: Mishaps) {
    this.#programme = programme;
    this.#mishaps = mishaps;
  }

  async until(atMs: number): Promise<void> {
    if (!this.#running && atMs >= this.#offUntilMs) this.#start();
    const running = this.#running;
    this.#nowMs = Math.max(atMs, this.#nowMs);
    this.#mishaps.nowMs = this.#nowMs;
    await running?.screen.clock.runUntil(this.#nowMs - running.sinceMs);
    this.#take();
  }

  async meet(happening: Happening): Promise<void> {
    await this.until(happening.atMs);
    if (happening.do === 'disk') this.#disk(happening.fails);
    const running = this.#running;
    if (!running) return;
    const { screen, kiosk, handOver } = running;
    switch (happening.do) {
      case 'order':
        await screen.takeovers.carryOut(happening.command, 'panel');
        break;
      case 'visit':
        this.#mishaps.stayMs = happening.stayMs;
        kiosk.wake();
        break;
      case 'skip':
        screen.playout.wishes.skip();
        break;
      case 'hide':
      case 'show':
        screen.playout.wishes.visible = happening.do === 'show';
        break;
      case 'kill':
        this.#kill(happening.offMs);
        break;
      case 'close':
        await this.#close(happening.offMs);
        break;
      case 'clock':
        this.#clockAheadMs += happening.jumpMs;
        screen.clock.setWall(this.#nowMs + this.#clockAheadMs);
        break;
      case 'idle':
        handOver.back();
        break;
    }
  }

  #start(): void {
    const startMs = Math.max(this.#offUntilMs, this.#nowMs);
    const tail = this.#tail();
    const { script } = this.#mishaps;
    const screen = new ScreenOnPaper(this.#programme, script, tail, startMs + this.#clockAheadMs, this.#kept);
    const wake = () => screen.playout.wishes.wake();
    const kiosk = new KioskDesk(screen.takeovers, wake);
    const wish = () => this.#programme.programme.switchOn;
    const handOver = new SwitchOnDesk(kiosk, { wish, reachable: () => true, onChange: wake });
    screen.playout.interruptions = handOver;
    screen.playout.beside.push(new ZonesOnPaper(screen, this.#programme, script, tail));
    this.#running = { screen, kiosk, handOver, sinceMs: startMs, known: tail.length };
  }

  #tail(): AsRunEntry[] {
    const last = this.entries[this.entries.length - 1];
    const sinceOnAirMs = (last?.onAirMs ?? 0) - tailMs;
    return this.entries.filter(({ onAirMs }) => onAirMs >= sinceOnAirMs);
  }

  /** Takes over what the running screen has written. */
  #take(): void {
    const running = this.#running;
    if (!running) return;
    const { screen } = running;
    this.#add(screen.entries.slice(running.known));
    running.known = screen.entries.length;
    this.#kept = screen.kept;
  }

  #add(drafts: readonly (EntryDraft | AsRunEntry)[]): void {
    for (const draft of drafts)
      this.entries.push({ ...draft, seq: this.entries.length, screen: 'paper' } as AsRunEntry);
  }

  /** Killed in the middle of a play: the next start writes down what is proven of it. */
  #kill(offMs: number): void {
    const { screen } = this.#running ?? {};
    this.#take();
    if (screen) this.#add(closeLastSession(screen.entries, [...screen.proven.values()]).drafts);
    this.#off(offMs);
  }

  async #close(offMs: number): Promise<void> {
    const running = this.#running;
    if (!running) return;
    const { screen, sinceMs } = running;
    screen.playout.wishes.stopAtBoundary('closed');
    // Handed over or hidden there is no boundary to wait for: whoever closes the window does not wait either.
    await screen.clock.runUntil(screen.clock.monotonicMs() + 20 * 60_000, () => screen.hasEnded);
    this.#nowMs = Math.max(this.#nowMs, sinceMs + screen.clock.monotonicMs());
    if (screen.hasEnded) this.#take();
    else this.#kill(offMs);
    this.#off(offMs);
  }

  #off(offMs: number): void {
    this.#running = undefined;
    this.#offUntilMs = this.#nowMs + offMs;
  }

  #disk(fails: boolean): void {
    this.#mishaps.diskFails = fails;
    const atOnAirMs = this.#onAirMs();
    const last = this.outages[this.outages.length - 1];
    if (!fails && last) this.outages.push({ ...(this.outages.pop() ?? last), toOnAirMs: atOnAirMs });
    if (fails) this.outages.push({ fromOnAirMs: atOnAirMs, toOnAirMs: Number.POSITIVE_INFINITY });
  }

  #onAirMs(): number {
    const { screen } = this.#running ?? {};
    if (screen) return screen.playout.airtimeNow().onAirMs;
    return this.entries.reduce((last, entry) => Math.max(last, endOf(entry)), 0);
  }
}
