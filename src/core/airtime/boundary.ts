import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import { commercialCategory } from '../playlist/share-rule.ts';
import { type Due, dueOf } from './demand.ts';
import { byUrgency, type Candidate, fairCandidates } from './fairness.ts';
import { type Group, type Roster, rosterOf } from './groups.ts';
import { stoodIn } from './promise.ts';
import { type AirtimeState, reserveAt } from './state.ts';

export interface ChoiceOptions {
  /** Why spots that the programme has are not among the eligible: said when a built-in slogan takes their place. */
  readonly absent?: 'no-spot' | 'media-missing' | 'closed';
}

/** All that a choice between two plays looks at. */
export interface Boundary {
  readonly state: AirtimeState;
  readonly atMs: number;
  readonly roster: Roster;
  readonly dues: readonly Due[];
  readonly options: ChoiceOptions;
  /** Whose turn it is in the groups that were asked for. */
  readonly turns: Map<Group, readonly Candidate[]>;
}

/** @param atOnAirMs not before the end of the last airing, else that is taken */
export function boundaryAt(
  state: AirtimeState,
  eligible: readonly ProgrammeSpot[],
  atOnAirMs: number,
  options: ChoiceOptions,
): Boundary {
  const atMs = Math.max(state.onAirMs, Math.ceil(atOnAirMs));
  const roster = rosterOf(eligible, state.rules, state.rotation.numbers);
  return { state, atMs, roster, dues: duesAt(state, roster, atMs), options, turns: new Map() };
}

function duesAt(state: AirtimeState, roster: Roster, atMs: number): Due[] {
  const untilMs = atMs + roster.longestMs * 8 + 60_000;
  return state.promises.map((promised, rule) => {
    const judged = roster.standsIn[rule] ? stoodIn(promised) : promised;
    const reserveMs = reserveAt(state, promised, atMs);
    const careful = reserveMs === judged.reserveMs ? judged : { ...judged, reserveMs };
    return dueOf(careful, atMs, untilMs, roster.serving[rule] ?? { longestMs: 0, chain: rule });
  });
}

/** Spots that count for no promise, or are the venue's own: they share the time that is not owed. */
export function isVenues(group: Group): boolean {
  return group.category === commercialCategory || !group.counts.some((counts) => counts);
}

export function largestVenues({ groups }: Roster): Group | undefined {
  const venues = groups.filter((group) => isVenues(group));
  return venues.find(({ category }) => category === commercialCategory) ?? venues[0];
}

/** The spots whose turn it may be, without the one that played last; should that be the only one, those next in line. */
export function inTurn(boundary: Boundary, group: Group): readonly Candidate[] {
  const { state, atMs } = boundary;
  const others = (candidate: Candidate) => !isRepeat(state, group, candidate);
  const fair = fairIn(boundary, group).filter(others);
  return fair.length > 0 ? fair : byUrgency(group, state.rotation, atMs).filter(others).slice(0, 2);
}

export function fairIn({ state, atMs, turns }: Boundary, group: Group): readonly Candidate[] {
  const known = turns.get(group);
  if (known) return known;
  const fair = fairCandidates(group, state.rotation, atMs);
  turns.set(group, fair);
  return fair;
}

export function isRepeat({ rotation }: AirtimeState, group: Group, { index }: Candidate): boolean {
  return group.spots.length > 1 && group.spots[index]?.key === rotation.last?.key;
}
