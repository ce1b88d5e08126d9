import type { Reason } from '../airtime/reason.ts';
import type { SpotKind } from '../playlist/definition.ts';

/**
 * The entries of the as-run log. One entry is one JSON object as UTF-8 bytes; the bytes as stored are the Merkle leaf
 * and are never re-serialised, so a reader parses them and keeps them.
 */
export type AsRunEntry =
  | OnAirEntry
  | OffAirEntry
  | PlayEntry
  | TakeoverEntry
  | StopEntry
  | ProgrammeEntry
  | ClockEntry
  | FaultEntry
  | HeartbeatEntry
  | ExportEntry
  | GapEntry;

/** An entry before the log has given it its place. */
export type EntryDraft = Draft<AsRunEntry>;
export type PlayDraft = Draft<PlayEntry>;
type Draft<Entry> = Entry extends AsRunEntry ? Omit<Entry, 'seq' | 'screen'> : never;

/** The three clocks of one instant. */
export interface Stamp {
  /** Wall time with UTC offset in the programme's zone: `2026-11-22T10:14:20.123+08:00`. */
  readonly at: string;
  /** Monotonic time since the player started. */
  readonly monotonicMs: number;
  /** On-air clock of the screen: runs while the player runs and is visible, over restarts. */
  readonly onAirMs: number;
}

interface EntryStamp extends Stamp {
  /** Position in the log, counted from 0. */
  readonly seq: number;
  readonly screen: string;
}

/** The first picture after a start, or after hidden time or closing hours. */
export interface OnAirEntry extends EntryStamp {
  readonly type: 'on-air';
  readonly because: 'start' | 'visible' | 'opening-hours' | 'lifted' | 'returned';
  readonly player: string;
  readonly userAgent?: string;
  /** Nothing was shown: the log was made by the simulator, for training and tests. Proves nothing. */
  readonly simulated?: true;
}

export interface OffAirEntry extends EntryStamp {
  readonly type: 'off-air';
  /** `crash` is written at the next start for a session that ended without a word. */
  readonly because: 'hidden' | 'opening-hours' | 'closed' | 'crash' | 'update' | 'stop' | 'handed-over';
}

export type Outcome = 'completed' | 'cut' | 'failed';

/** One rendering of one spot, or one use of the kiosk (reason and category `interaction`). `at`, `monotonicMs` and `onAirMs` are those of its first frame. */
export interface PlayEntry extends EntryStamp {
  readonly type: 'play';
  readonly programme: { readonly id: string; readonly revision: number };
  /** Absent for built-in slogans and for the words of a takeover, which belong to no playlist. */
  readonly playlist?: { readonly id: string; readonly revision: number };
  readonly spot: string;
  readonly kind: SpotKind;
  /** SHA-256 of the creative, where the spot has one. */
  readonly creative?: string;
  readonly category: string;
  readonly topic?: string;
  /** `main`, or the id of one of the programme's other zones. */
  readonly zone: string;
  readonly plannedMs: number;
  readonly airtimeMs: number;
  /** Time without a proper picture charged to the boundary before this play. */
  readonly gapMs: number;
  readonly frames?: { readonly shown: number; readonly dropped: number };
  readonly outcome: Outcome;
  /** Why this spot was chosen. */
  readonly because: Reason;
  /** Why it ended. */
  readonly ended:
    | 'end'
    | 'deadline'
    | 'error'
    | 'programme'
    | 'takeover'
    | 'interaction'
    | 'stop'
    | 'operator'
    | 'hidden'
    | 'opening-hours'
    | 'crash'
    | 'update'
    | 'closed';
}

/** An urgent warning was ordered, or is over. Its plays are `play` entries whose reason names it. */
export interface TakeoverEntry extends EntryStamp {
  readonly type: 'takeover';
  readonly action: 'begun' | 'ended';
  readonly takeover: string;
  readonly by: string;
  readonly why: string;
  /** Where it came from, such as `panel` or `file`. */
  readonly source?: string;
  /** The words as ordered, or the spot of the programme, when it begins. */
  readonly slogan?: unknown;
  readonly spot?: { readonly playlist: string; readonly id: string };
  readonly when?: 'now' | 'boundary';
  readonly expiresAt?: string;
  /** How it ended: it had what was ordered, its time had come, or somebody (then `by`) cancelled it. */
  readonly ended?: 'done' | 'expired' | 'cancelled';
}

/** The emergency stop: nothing is shown from `stopped` to `lifted`, over restarts. */
export interface StopEntry extends EntryStamp {
  readonly type: 'stop';
  readonly action: 'stopped' | 'lifted';
  readonly by: string;
  readonly why: string;
}

export interface ProgrammeEntry extends EntryStamp {
  readonly type: 'programme';
  readonly action: 'activated' | 'refused';
  readonly programme: { readonly id: string; readonly revision: number };
  readonly sha256: string;
  /** The zone whose clock hours and days a report counts in. */
  readonly timeZone?: string;
  /** The share rules in force from here on, as the programme gives them. */
  readonly shares?: readonly unknown[];
  readonly faults?: readonly string[];
}

/** The offset wall − monotonic changed by more than a second. */
export interface ClockEntry extends EntryStamp {
  readonly type: 'clock';
  /** What the wall clock would have said without the jump. */
  readonly oldWall: string;
  readonly newWall: string;
  /** By how much the offset wall − monotonic changed; negative when the wall clock went back. */
  readonly offsetMs: number;
}

export interface FaultEntry extends EntryStamp {
  readonly type: 'fault';
  readonly what: string;
  readonly spot?: string;
  readonly detail: string;
  /** What the player did about it. */
  readonly recovery: string;
}

/** Proves that silence is not loss. */
export interface HeartbeatEntry extends EntryStamp {
  readonly type: 'heartbeat';
}

/**
 * Somebody took a copy of the log. It is in the copy, at its end, unless only a range was taken: entries that were
 * committed together with it may follow.
 */
export interface ExportEntry extends EntryStamp {
  readonly type: 'export';
  /** Who asked: `auditor` at the screen, or a name that was given. */
  readonly by: string;
  /** Sequence numbers of what was claimed, [from, to). */
  readonly from: number;
  readonly to: number;
}

/**
 * The first entry of an epoch that had to begin because the one before could not be continued. What is left of
 * the old epoch stays stored as it is.
 */
export interface GapEntry extends EntryStamp {
  readonly type: 'gap';
  /** Origin of the epoch that could not be continued. */
  readonly previous: string;
  /** Sequence numbers of `previous` that are in no copy any more, [from, to), as far as that is known. */
  readonly lost?: { readonly from: number; readonly to: number };
  readonly detail: string;
}
