import type { AsRunEntry, PlayEntry } from '../../src/core/as-run/entry.ts';
import { verifyNaively } from '../core/tlog/independent-verification.ts';
import { type KeptShare, keptShare, type Promised } from '../e2e/rolling-share.ts';

/** One epoch of the as-run log as it lies on the device after a fault. */
export interface SurvivingEpoch {
  readonly origin: string;
  readonly publicKey: Uint8Array;
  /** Absent when the head is not there: then nothing is signed. */
  readonly checkpoint: string | undefined;
  /** Entry bytes with the sequence numbers under which they are stored. */
  readonly entries: readonly { readonly seq: number; readonly bytes: Uint8Array }[];
}

/** A picture that came on view and was replaced by another, as the page's own DOM showed it. */
export interface SeenPicture {
  readonly wallMs: number;
  readonly monotonicMs: number;
  readonly lastedMs: number;
}

/** What was noted outside the browser while it ran. */
export interface Witnessed {
  /** Every entry that the program called durable. */
  readonly acknowledged: readonly AsRunEntry[];
  readonly seen: readonly SeenPicture[];
}

export interface Findings {
  /** Acknowledged, and in no epoch. */
  readonly lost: readonly AsRunEntry[];
  /** Written more than once. */
  readonly doubled: readonly PlayEntry[];
  /** Plays of one epoch and zone that claim the same on-air time. */
  readonly overlapping: readonly (readonly [PlayEntry, PlayEntry])[];
  /** Pictures that were seen from beginning to end, and for which there is no entry. */
  readonly unwritten: readonly SeenPicture[];
  /** Plays that a crash has cut. */
  readonly cut: readonly PlayEntry[];
  readonly gaps: number;
  readonly plays: number;
  /** What makes the present epoch unsound whatever it says: order, tree, signature. One line each. */
  readonly unsound: readonly string[];
  /** The same of earlier epochs, which a program that met damage must leave as it found them. */
  readonly leftAsFound: readonly string[];
  /** Of the epoch that kept the promise worst; undefined when nothing was played. */
  readonly share: KeptShare | undefined;
}

/**
 * Reads what a device has kept, and says what is wrong with it. Shares no code with the program under test.
 *
 * @param epochs Oldest first; the last one is that which the screen writes.
 */
export function check(epochs: readonly SurvivingEpoch[], witnessed: Witnessed, promised: Promised): Findings {
  const logs = epochs.map(({ entries }) => entries.flatMap(({ bytes }) => parsed(bytes)));
  const all = logs.flat();
  const plays = all.filter((entry) => entry.type === 'play');
  const shares = logs.flatMap((log) => keptShare(playsOf(log), promised) ?? []);
  return {
    lost: lostOf(witnessed.acknowledged, all),
    doubled: doubledOf(plays),
    overlapping: logs.flatMap((log) => overlapsOf(playsOf(log))),
    unwritten: witnessed.seen.filter((picture) => !plays.some((play) => isOf(picture, play))),
    cut: plays.filter(({ ended }) => ended === 'crash'),
    gaps: all.filter(({ type }) => type === 'gap').length,
    plays: plays.length,
    unsound: epochs.slice(-1).flatMap(unsoundOf),
    leftAsFound: epochs.slice(0, -1).flatMap(unsoundOf),
    share: shares.sort((a, b) => a.worst - b.worst)[0],
  };
}

/** Names a play for good: no screen shows two pictures in one zone at one instant. */
export function nameOf({ screen, zone, spot, at, monotonicMs }: PlayEntry): string {
  return [screen, zone, spot, at, monotonicMs].join(' ');
}

/** An entry counts as kept only when everything in it is as it was acknowledged; its place may change with an epoch. */
function lostOf(acknowledged: readonly AsRunEntry[], kept: readonly AsRunEntry[]): AsRunEntry[] {
  const contents = new Set(kept.map(contentOf));
  return acknowledged.filter((entry) => !contents.has(contentOf(entry)));
}

function contentOf({ seq: _, ...content }: AsRunEntry): string {
  return JSON.stringify(sorted(content));
}

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(sorted);
  const keys = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(keys.map(([key, each]) => [key, sorted(each)]));
}

function doubledOf(plays: readonly PlayEntry[]): PlayEntry[] {
  const names = new Set<string>();
  return plays.filter((play) => names.size === names.add(nameOf(play)).size);
}

function overlapsOf(plays: readonly PlayEntry[]): [PlayEntry, PlayEntry][] {
  const last = new Map<string, PlayEntry>();
  const overlaps: [PlayEntry, PlayEntry][] = [];
  for (const play of [...plays].sort((a, b) => a.onAirMs - b.onAirMs)) {
    const before = last.get(play.zone);
    if (before && play.onAirMs < before.onAirMs + before.airtimeMs) overlaps.push([before, play]);
    last.set(play.zone, play);
  }
  return overlaps;
}

/** The DOM is looked at in the task that changes it, so the instants lie close together; the wall clock may be set. */
function isOf({ wallMs, monotonicMs }: SeenPicture, play: PlayEntry): boolean {
  return Math.abs(play.monotonicMs - monotonicMs) <= 100 && Math.abs(Date.parse(play.at) - wallMs) <= 10_000;
}

function unsoundOf({ origin, publicKey, checkpoint, entries }: SurvivingEpoch): string[] {
  const faults = entries.flatMap(({ seq, bytes }, index) => {
    const [entry] = parsed(bytes);
    if (seq !== index) return [`${origin}: entry ${index} is stored as ${seq}`];
    return entry?.seq === index ? [] : [`${origin}: entry ${index} says that it is ${entry?.seq}`];
  });
  if (entries.length === 0 && checkpoint === undefined) return faults;
  try {
    if (checkpoint === undefined) throw new Error('it has entries and no checkpoint');
    verifyNaively(
      checkpoint,
      origin,
      entries.map(({ bytes }) => bytes),
      publicKey,
    );
  } catch (error) {
    faults.push(`${origin}: ${error instanceof Error ? error.message : error}`);
  }
  return faults;
}

function parsed(bytes: Uint8Array): AsRunEntry[] {
  try {
    return [JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes))];
  } catch {
    return [];
  }
}

function playsOf(log: readonly AsRunEntry[]): PlayEntry[] {
  return log.filter((entry) => entry.type === 'play');
}
