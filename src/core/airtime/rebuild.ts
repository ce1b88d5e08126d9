import type { AsRunEntry, PlayEntry } from '../as-run/entry.ts';
import { builtInPlaylistId, builtInSpots } from '../playlist/built-in.ts';
import type { ShareRule } from '../playlist/definition.ts';
import { plannedMs } from '../playlist/planned-ms.ts';
import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import { mainZone, rulesIn } from '../zones/zone-rules.ts';
import { poolsOf } from './pools.ts';
import { type AirtimeOptions, type AirtimeState, changeRules, recordAiring, startAirtime } from './state.ts';

/**
 * The state after a restart, from the as-run log. The entries of the last longest window suffice for the promises; the
 * rotation is the more exact the further back they reach. Promises begin where the log says that their programme did,
 * or with the first entry given.
 * @param rules those in force now
 * @param entries oldest first
 * @param spots of the programme: their weights and lengths, which the log does not hold
 * @param zone whose plays and rules are looked at; `rules` are already its own
 */
export function rebuildAirtime(
  rules: readonly ShareRule[],
  entries: readonly AsRunEntry[],
  spots: readonly ProgrammeSpot[] = [],
  options: AirtimeOptions = {},
  zone = mainZone,
): AirtimeState {
  const known = new Map(spots.map((spot) => [spot.key, spot]));
  // What is written while a play is on view stands before the play: only plays move the state's clock until the end.
  const times = entries.map(({ onAirMs }) => Math.ceil(onAirMs));
  const fromMs = times.reduce((earliest, ms) => Math.min(earliest, ms), times[0] ?? 0);
  const untilMs = times.reduce((latest, ms) => Math.max(latest, ms), 0);
  let state = startAirtime(rules, fromMs, options);
  for (const entry of entries) {
    if (entry.type === 'programme' && entry.action === 'activated') {
      const { onAirMs } = state;
      state = { ...changeRules(state, sharesOf(entry.shares, zone), entry.onAirMs), onAirMs };
    }
    if (entry.type === 'play' && entry.zone === zone)
      state = recordAiring(state, airedOf(entry, state.rules, known, spots));
  }
  return changeRules(state, rules, untilMs);
}

/** The log holds the shares as the programme that was validated when it was activated gave them. */
function sharesOf(shares: readonly unknown[] | undefined, zone: string): readonly ShareRule[] {
  return rulesIn({ shares: (shares ?? []) as ShareRule[] }, zone);
}

function airedOf(
  play: PlayEntry,
  rules: readonly ShareRule[],
  known: ReadonlyMap<string, ProgrammeSpot>,
  spots: readonly ProgrammeSpot[],
) {
  const key = `${play.playlist?.id ?? builtInPlaylistId}/${play.spot}`;
  return {
    key,
    category: play.category,
    ...(play.topic === undefined ? {} : { topic: play.topic }),
    kind: play.kind,
    weight: known.get(key)?.spot.weight ?? 1,
    longestMs: longestBeside(play, rules, known.has(key) ? spots : builtInSpots(play.category)),
    startOnAirMs: play.onAirMs,
    airtimeMs: play.airtimeMs,
  };
}

function longestBeside(
  play: PlayEntry,
  rules: readonly ShareRule[],
  spots: readonly ProgrammeSpot[],
): number {
  const pools = new Set(poolsOf(rules, play));
  return spots
    .filter(({ spot }) => pools.has(`${spot.category}/${spot.kind}`))
    .reduce((longest, { spot }) => Math.max(longest, plannedMs(spot)), 0);
}
