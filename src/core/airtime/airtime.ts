import type { AsRunEntry } from '../as-run/entry.ts';
import type { ShareRule, SpotKind } from '../playlist/definition.ts';
import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import type { Reason } from './reason.ts';
import type { AiredSpot, AirtimeOptions, AirtimeState, ShareNow } from './state.ts';

/** The airtime rule. Signatures first; the bodies follow. */

export type { AiredSpot, AirtimeOptions, AirtimeState, ShareNow } from './state.ts';

export interface Choice {
  readonly spot: ProgrammeSpot;
  readonly because: Reason;
  /** On-air time at which it must be cut at the latest; Infinity when nothing forces it. */
  readonly deadlineOnAirMs: number;
}

/** A share that cannot be met; `pointer` into the programme file, such as `/shares/0/atLeast`. */
export interface ShareFault {
  readonly pointer: string;
  readonly found: string;
  readonly expected: string;
}

export function startAirtime(
  _rules: readonly ShareRule[],
  _atOnAirMs = 0,
  _options: AirtimeOptions = {},
): AirtimeState {
  throw new Error('to follow');
}

export function changeRules(
  _state: AirtimeState,
  _rules: readonly ShareRule[],
  _atOnAirMs: number,
): AirtimeState {
  throw new Error('to follow');
}

export function recordAiring(_state: AirtimeState, _aired: AiredSpot): AirtimeState {
  throw new Error('to follow');
}

export function nextSpot(
  _state: AirtimeState,
  _eligible: readonly ProgrammeSpot[],
  _atOnAirMs: number,
): Choice {
  throw new Error('to follow');
}

export function deadlineOnAirMs(
  _state: AirtimeState,
  _playing: { readonly category: string; readonly kind: SpotKind },
  _fromOnAirMs: number,
): number {
  throw new Error('to follow');
}

export function sharesNow(_state: AirtimeState, _onAirMs: number): ShareNow[] {
  throw new Error('to follow');
}

export function infeasibleShares(
  _rules: readonly ShareRule[],
  _spots: readonly ProgrammeSpot[],
): ShareFault[] {
  throw new Error('to follow');
}

export function rebuildAirtime(
  _rules: readonly ShareRule[],
  _entries: Iterable<AsRunEntry>,
  _spots: readonly ProgrammeSpot[] = [],
  _options: AirtimeOptions = {},
): AirtimeState {
  throw new Error('to follow');
}

/** `timeOf` writes an on-air time as a time of day; without it, on-air hours, minutes and seconds are given. */
export function formatReason(
  _reason: Reason,
  _language: 'zh-CN' | 'en',
  _timeOf?: (onAirMs: number) => string,
): string {
  throw new Error('to follow');
}
