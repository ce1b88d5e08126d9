import { type AirtimeState, rebuildAirtime } from '../../../src/core/airtime/airtime.ts';
import type { AsRunEntry, EntryDraft, PlayDraft, PlayEntry, Stamp } from '../../../src/core/as-run/entry.ts';
import { type PlayInFlight, playKey } from '../../../src/core/as-run/in-flight.ts';
import type { Spot } from '../../../src/core/playlist/definition.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';
import { Journal } from '../../../src/core/playout/journal.ts';
import { OnAirClock } from '../../../src/core/playout/on-air-clock.ts';
import { Playout } from '../../../src/core/playout/playout.ts';
import { TakeoverDesk } from '../../../src/core/playout/takeover-desk.ts';
import { readTakeoverState } from '../../../src/core/takeover/kept-state.ts';
import type { TakeoverState } from '../../../src/core/takeover/state.ts';
import { rulesIn } from '../../../src/core/zones/zone-rules.ts';
import { type Script, ScriptedStage } from './scripted-stage.ts';
import { VirtualClock } from './virtual-clock.ts';

export const morning = Date.parse('2026-11-23T09:00:00+08:00');

export interface SpotSketch {
  readonly id: string;
  readonly category: string;
  readonly seconds?: number;
  readonly kind?: 'video' | 'image' | 'slogan';
}

export function programmeOf(
  sketches: readonly SpotSketch[],
  changes: Partial<ResolvedProgramme['programme']> = {},
): ResolvedProgramme {
  const playlist = { id: 'paper', revision: 1 };
  return {
    programme: {
      id: 'lobby',
      revision: 1,
      timeZone: 'Asia/Shanghai',
      playlists: ['playlist.json'],
      volume: 0,
      shares: [{ category: 'anti-fraud', atLeast: 0.15, windowMinutes: 60, of: 'on-air' }],
      ...changes,
    },
    playlists: [],
    spots: sketches.map((sketch) => ({ key: `paper/${sketch.id}`, playlist, spot: spotOf(sketch) })),
    sha256: `${changes.revision ?? 1}`.padStart(64, '0'),
  };
}

function spotOf({ id, category, seconds = 15, kind = 'video' }: SpotSketch): Spot {
  const durationMs = seconds * 1000;
  if (kind === 'slogan')
    return { kind, id, category, weight: 1, durationMs, text: { 'zh-CN': '不转账' }, theme: 'advice' };
  return { kind, id, category, weight: 1, durationMs, src: `${id}.bin` };
}

export const lobby = [
  { id: 'film-1', category: 'anti-fraud', seconds: 12 },
  { id: 'film-2', category: 'anti-fraud', seconds: 15 },
  { id: 'film-3', category: 'anti-fraud', seconds: 10 },
  { id: 'host-1', category: 'host', seconds: 30 },
  { id: 'host-2', category: 'host', seconds: 60 },
  { id: 'host-3', category: 'host', seconds: 20 },
];

/** A whole screen but for the browser: virtual time, a scripted stage, entries kept in an array. */
export class ScreenOnPaper {
  readonly clock: VirtualClock;
  readonly stage: ScriptedStage;
  readonly playout: Playout;
  readonly takeovers: TakeoverDesk;
  readonly journal: Journal;
  /** As it would be found after a restart. */
  kept: unknown;
  readonly entries: AsRunEntry[];
  readonly ended: Promise<string>;
  /** Of each play on view what a kill would leave. */
  readonly proven = new Map<string, PlayInFlight>();
  /** Monotonic times at which the playout said that it is about to stop. */
  readonly aboutToStop: number[] = [];
  refusing = false;
  hasEnded = false;

  constructor(
    programme: ResolvedProgramme,
    script: (spot: ProgrammeSpot) => Script = () => ({}),
    before: readonly AsRunEntry[] = [],
    wallMs = morning,
    kept?: unknown,
  ) {
    this.clock = new VirtualClock(wallMs);
    this.stage = new ScriptedStage(this.clock, script);
    this.entries = [...before];
    const onAir = new OnAirClock(this.entries.reduce((last, entry) => Math.max(last, endOf(entry)), 0));
    const log = {
      append: (...drafts: EntryDraft[]) => this.#append(drafts),
      inFlight: (play: PlayDraft, until: Stamp) => this.#keep(play, until),
    };
    const journal = new Journal(log, this.clock, onAir, programme.programme.timeZone);
    this.journal = journal;
    const airtime: AirtimeState = rebuildAirtime(rulesIn(programme.programme), this.entries, programme.spots);
    this.kept = kept;
    this.takeovers = new TakeoverDesk({
      clock: this.clock,
      journal,
      store: { readTakeovers: async () => this.kept, writeTakeovers: (state) => this.#keepTakeovers(state) },
      state: readTakeoverState(kept),
      onChange: () => this.playout.wishes.wake(),
    });
    this.playout = new Playout({
      clock: this.clock,
      stage: this.stage,
      journal,
      onAir,
      airtime,
      programme,
      announce: before.length === 0,
      player: 'paper 1',
      playable: () => true,
      locate: (spot) => Promise.resolve(spot),
      beforeStop: () => this.aboutToStop.push(this.clock.monotonicMs()),
    });
    this.playout.interruptions = this.takeovers;
    this.ended = this.playout.run().finally(() => {
      this.hasEnded = true;
    });
  }

  /** Lets the screen play until its monotonic clock shows `minutes`. */
  play(minutes: number): Promise<void> {
    return this.clock.runUntil(minutes * 60_000);
  }

  get plays(): PlayEntry[] {
    return this.entries.filter((entry) => entry.type === 'play');
  }

  get inFlight(): PlayDraft | undefined {
    return [...this.proven.values()].pop()?.play;
  }

  async #append(drafts: readonly EntryDraft[]): Promise<AsRunEntry[]> {
    if (this.refusing) throw new Error('disk full');
    const written = drafts.map(
      (draft, index) => ({ ...draft, seq: this.entries.length + index, screen: 'paper' }) as AsRunEntry,
    );
    this.entries.push(...written);
    for (const entry of written) if (entry.type === 'play') this.proven.delete(playKey(entry));
    return written;
  }

  async #keepTakeovers(state: TakeoverState): Promise<void> {
    this.kept = JSON.parse(JSON.stringify(state));
  }

  async #keep(play: PlayDraft, until: Stamp): Promise<void> {
    this.proven.set(playKey(play), { play, until });
  }
}

export function endOf(entry: AsRunEntry): number {
  return entry.type === 'play' ? entry.onAirMs + entry.airtimeMs : entry.onAirMs;
}

/**
 * The worst share of a category over every rolling window, from the plays alone: integrates airtime over on-air time
 * at every instant where a window's edge meets a play's.
 */
export function worstShare(plays: readonly PlayEntry[], category: string, windowMs: number): number {
  const airings = plays
    .filter((play) => play.category === category && play.airtimeMs > 0)
    .map((play) => [play.onAirMs, play.onAirMs + play.airtimeMs] as const);
  const startMs = Math.min(...plays.map((play) => play.onAirMs));
  const endMs = Math.max(...plays.map(endOf));
  const airtimeUntil = (atMs: number) =>
    airings.reduce((sum, [from, to]) => sum + Math.max(0, Math.min(to, atMs) - from), 0);
  const edges = airings.flat();
  const instants = [...edges, ...edges.map((edge) => edge + windowMs), endMs];
  const shares = instants
    .filter((atMs) => atMs > startMs && atMs <= endMs)
    .map((atMs) => {
      const fromMs = Math.max(startMs, atMs - windowMs);
      return (airtimeUntil(atMs) - airtimeUntil(fromMs)) / (atMs - fromMs);
    });
  return Math.min(...shares);
}
