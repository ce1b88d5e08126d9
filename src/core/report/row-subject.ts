import type { AsRunEntry, PlayEntry, ProgrammeEntry } from '../as-run/entry.ts';
import type { ShareRule, SpotKind } from '../playlist/definition.ts';
import { mainZone } from '../zones/zone-rules.ts';

/**
 * What an entry says apart from its numbers. A log of a million entries has a few hundred different subjects,
 * so columns keep a number per row and every question ("is this row anti-fraud?") is asked once per subject.
 */
export type RowSubject =
  | PlaySubject
  | ProgrammeSubject
  | FaultSubject
  | { readonly type: 'on-air'; readonly because: string }
  | { readonly type: 'off-air'; readonly because: string }
  | { readonly type: 'clock'; readonly jumpMs: number }
  | StopSubject
  | { readonly type: 'heartbeat' }
  /** An entry of a type that this version does not know. */
  | { readonly type: 'other'; readonly name: string }
  /** Bytes that are no entry. They keep their place, so that row n is always entry n. */
  | { readonly type: 'unreadable' };

export interface PlaySubject {
  readonly type: 'play';
  /** `<id>@<revision>` */
  readonly programme: string;
  readonly playlist?: string;
  readonly spot: string;
  readonly kind: string;
  readonly creative?: string;
  readonly category: string;
  readonly topic?: string;
  readonly zone: string;
  readonly outcome: string;
  readonly ended: string;
  /** Code of the reason for the choice. */
  readonly because: string;
}

export interface ProgrammeSubject {
  readonly type: 'programme';
  readonly action: string;
  readonly programme: string;
  readonly timeZone?: string;
  readonly rules: readonly ShareRule[];
}

/** The emergency stop, pressed or lifted. */
export interface StopSubject {
  readonly type: 'stop';
  readonly action: string;
  readonly by: string;
  readonly why: string;
}

export interface FaultSubject {
  readonly type: 'fault';
  readonly what: string;
  readonly spot?: string;
  readonly recovery: string;
}

/** The subject of an entry as it came from the log: every field may be missing or of another kind. */
export function subjectOf(entry: AsRunEntry): RowSubject {
  switch (entry.type) {
    case 'play':
      return playSubject(entry);
    case 'programme':
      return programmeSubject(entry);
    case 'fault':
      return faultSubject(entry.what, entry.recovery, entry.spot);
    case 'on-air':
    case 'off-air':
      return { type: entry.type, because: String(entry.because) };
    case 'clock':
      return { type: 'clock', jumpMs: jumpOf(entry.oldWall, entry.newWall) };
    case 'stop':
      return { type: 'stop', action: String(entry.action), by: String(entry.by), why: String(entry.why) };
    case 'heartbeat':
      return { type: 'heartbeat' };
    default:
      return { type: 'other', name: String((entry as { type?: unknown }).type) };
  }
}

function playSubject(entry: PlayEntry): PlaySubject {
  return {
    type: 'play',
    programme: revisioned(entry.programme),
    ...(entry.playlist ? { playlist: revisioned(entry.playlist) } : {}),
    spot: String(entry.spot),
    kind: String(entry.kind),
    ...(entry.creative ? { creative: String(entry.creative) } : {}),
    category: String(entry.category),
    ...(entry.topic ? { topic: String(entry.topic) } : {}),
    zone: String(entry.zone),
    outcome: String(entry.outcome),
    ended: String(entry.ended),
    because: String(entry.because?.code),
  };
}

function programmeSubject(entry: ProgrammeEntry): ProgrammeSubject {
  return {
    type: 'programme',
    action: String(entry.action),
    programme: revisioned(entry.programme),
    ...(typeof entry.timeZone === 'string' ? { timeZone: entry.timeZone } : {}),
    rules: Array.isArray(entry.shares) ? entry.shares.flatMap(ruleOf) : [],
  };
}

function faultSubject(what: unknown, recovery: unknown, spot?: string): FaultSubject {
  return { type: 'fault', what: String(what), recovery: String(recovery), ...(spot ? { spot } : {}) };
}

/** A rule as the log carries it, or nothing where it promises nothing that can be checked. */
function ruleOf(value: unknown): ShareRule[] {
  const rule = (typeof value === 'object' && value !== null ? value : {}) as Partial<ShareRule>;
  if (typeof rule.category !== 'string' || !isPositive(rule.atLeast)) return [];
  return [
    {
      category: rule.category,
      atLeast: rule.atLeast,
      windowMinutes: isPositive(rule.windowMinutes) ? rule.windowMinutes : 60,
      of: rule.of === 'commercial' ? 'commercial' : 'on-air',
      ...(Array.isArray(rule.kinds) ? { kinds: rule.kinds.map((kind) => String(kind) as SpotKind) } : {}),
      ...(isPositive(rule.maxGapMinutes) ? { maxGapMinutes: rule.maxGapMinutes } : {}),
      ...(typeof rule.zone === 'string' && rule.zone !== mainZone ? { zone: rule.zone } : {}),
    },
  ];
}

function isPositive(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value > 0;
}

function revisioned(named: { readonly id: string; readonly revision: number } | undefined): string {
  return named ? `${named.id}@${named.revision}` : '';
}

function jumpOf(oldWall: string, newWall: string): number {
  const jumpMs = Date.parse(newWall) - Date.parse(oldWall);
  return Number.isFinite(jumpMs) ? jumpMs : 0;
}
