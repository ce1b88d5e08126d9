import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import { commercialCategory } from '../playlist/share-rule.ts';
import { dueReason, freeReason } from './because.ts';
import { type Boundary, boundaryAt, type ChoiceOptions, fairIn, largestVenues } from './boundary.ts';
import { breakOf, type Due } from './demand.ts';
import type { Candidate } from './fairness.ts';
import { forecastOf, leastExcess } from './forecast.ts';
import type { Group } from './groups.ts';
import type { Turn } from './ledger.ts';
import { anyOf, freeOffers, mostBehind, type Offer, offersOf } from './offers.ts';
import { pack } from './packing.ts';
import type { Reason } from './reason.ts';
import { type AirtimeState, seriousGapMs } from './state.ts';

export interface Choice {
  readonly spot: ProgrammeSpot;
  readonly because: Reason;
  /** On-air time by which it must be cut at the latest, so that every promise holds; Infinity when nothing forces it. */
  readonly deadlineOnAirMs: number;
  /** How long it is to be shown: its length, or its turn when it has no known end. */
  readonly plannedMs: number;
  /** To be spread into the {@link AiredSpot} when the play is recorded. */
  readonly turn: Turn;
}

/** Parts of the usual reserve below which only what needs no file is tried: after a failure or a gap, and in any case. */
const pressedAfterFailure = 0.6;
const pressed = 0.3;
/** The longest turn of a spot without a known end that is alone. */
const longestTurnMs = 3_600_000;

/**
 * The spot to start at on-air time `atOnAirMs`. Look before you leap: a spot that does not count for a promise may start
 * only if that promise still holds, with the reserve, at its end; otherwise the promise that breaks first is served.
 * @param state with everything aired up to `atOnAirMs`; to choose ahead, with the play on view recorded as if complete
 * @param eligible the spots that may play now (flight, daypart, venue, audience, media at hand); pass the same array
 *   while nothing changed, it is sorted once. Built-in slogans are added where a promise has nothing else.
 */
export function nextSpot(
  state: AirtimeState,
  eligible: readonly ProgrammeSpot[],
  atOnAirMs: number,
  options: ChoiceOptions = {},
): Choice {
  const boundary = boundaryAt(state, eligible, atOnAirMs, options);
  const free = freeOffers(boundary);
  return free.length > 0 ? chooseFree(boundary, free) : chooseDue(boundary);
}

function chooseFree(boundary: Boundary, offers: readonly Offer[]): Choice {
  const offer = mostBehind(boundary, offers);
  const candidate = bestFit(offer, boundary);
  const because = freeReason(offer.group, boundary);
  return choiceOf(boundary, offer.group, candidate, because, offer.endByMs);
}

/** The spot that, with others after it, leaves least of the room unused before a promise is due. */
function bestFit({ group, endByMs, candidates }: Offer, { state, atMs }: Boundary): Candidate {
  const roomMs = endByMs - atMs;
  const wholeMs = candidates.reduce((sum, { lengthMs }) => sum + lengthMs, 0);
  const preferred = byTopic(candidates, group, state);
  if (!(roomMs < 2 * wholeMs)) return firstOf(preferred);
  const { first } = pack(
    roomMs > wholeMs ? roomMs - wholeMs : roomMs,
    preferred.map(({ lengthMs }) => lengthMs),
  );
  return preferred[Math.max(0, first)] ?? firstOf(preferred);
}

/** Spots of another topic than the category's last first. */
function byTopic(
  candidates: readonly Candidate[],
  group: Group,
  { rotation }: AirtimeState,
): readonly Candidate[] {
  const last = rotation.lastTopics.get(group.category);
  if (last === undefined) return candidates;
  const same = ({ index }: Candidate) => group.spots[index]?.spot.topic === last;
  return [...candidates.filter((candidate) => !same(candidate)), ...candidates.filter(same)];
}

function chooseDue(boundary: Boundary): Choice {
  const { roster, dues } = boundary;
  const rule = mostUrgent(boundary);
  const due = dues[rule];
  if (!due) return chooseAnything(boundary);
  const sure = roster.sure[rule];
  const serving = roster.groups.filter((group) => group.counts[rule]);
  const trusted = sure && isPressed(due, boundary) ? [sure] : serving;
  const offers = offersOf(boundary, trusted);
  const offer = (offers.length > 0 ? offers : trusted.map((group) => anyOf(boundary, group)))[0];
  if (!offer) return chooseAnything(boundary);
  const candidate = bestForNext(offer, due, boundary);
  const because = dueReason(offer.group, due, boundary);
  return choiceOf(boundary, offer.group, candidate, because, offer.endByMs);
}

/** Whether a spot that may fail to start should not be tried: there is little left of the reserve, but something to keep. */
function isPressed({ promised, breaksMs }: Due, { state, atMs }: Boundary): boolean {
  const leftMs = breaksMs - atMs;
  const reserveMs = Math.min(promised.reserveMs, state.reserveMs);
  const inTrouble = state.failed || atMs - state.onAirMs >= seriousGapMs;
  return inTrouble ? leftMs < pressedAfterFailure * reserveMs : leftMs > 0 && leftMs < pressed * reserveMs;
}

function mostUrgent({ dues }: Boundary): number {
  let rule = 0;
  dues.forEach((due, k) => {
    const earliest = dues[rule];
    if (earliest && urgency(due) < urgency(earliest)) rule = k;
  });
  return rule;
}

function urgency(due: Due): number {
  return Math.min(due.breaksMs, due.breaksUnderCommercialMs) - due.promised.reserveMs;
}

/** No promise asks for anything and nothing else may play: the most urgent spot of all, be it a repeat. */
function chooseAnything(boundary: Boundary): Choice {
  const offers = boundary.roster.groups.map((group) => anyOf(boundary, group));
  const offer = mostBehind(boundary, offers);
  const because = freeReason(offer.group, boundary);
  return choiceOf(boundary, offer.group, firstOf(offer.candidates), because, Number.POSITIVE_INFINITY);
}

/** Among the spots that serve a promise, the one after which the windows hold least more than promised. */
function bestForNext(offer: Offer, due: Due, boundary: Boundary): Candidate {
  const preferred = byTopic(offer.candidates, offer.group, boundary.state);
  const venues = largestVenues(boundary.roster);
  if (!venues || preferred.length < 2 || due.promised.commercial) return firstOf(preferred);
  const forecast = forecastOf(due.promised, fairIn(boundary, venues), boundary.atMs);
  let best = firstOf(preferred);
  let least = Number.POSITIVE_INFINITY;
  const tried = new Set<number>();
  for (const candidate of preferred) {
    if (tried.has(candidate.lengthMs)) continue;
    tried.add(candidate.lengthMs);
    const excess = leastExcess(forecast, candidate, preferred);
    if (excess < least - 1) [best, least] = [candidate, excess];
  }
  return best;
}

function choiceOf(
  boundary: Boundary,
  group: Group,
  candidate: Candidate,
  because: Reason,
  endByMs: number,
): Choice {
  const { atMs } = boundary;
  const spot = group.spots[candidate.index];
  if (!spot) throw new RangeError('Cannot choose a spot that is not in its group');
  const deadlineMs = deadlineOf(boundary, group, candidate.lengthMs);
  const turn = { weight: spot.spot.weight, longestMs: group.longestMs };
  if (spot.spot.durationMs !== undefined)
    return { spot, because, deadlineOnAirMs: deadlineMs, plannedMs: candidate.lengthMs, turn };
  const alone = group.spots.length === 1 && !group.counts.includes(true);
  const plannedMs = alone ? Math.min(endByMs - atMs, longestTurnMs) : candidate.lengthMs;
  return { spot, because, deadlineOnAirMs: Math.min(deadlineMs, atMs + plannedMs), plannedMs, turn };
}

/** No promise is helped by cutting a spot before its planned end: it was chosen with that in mind. */
function deadlineOf({ dues, atMs }: Boundary, group: Group, plannedMs: number): number {
  const commercial = group.category === commercialCategory;
  return dues.reduce((earliest, due, rule) => {
    if (group.counts[rule]) return earliest;
    const deadlineMs = breakOf(due, commercial) - due.promised.reserveMs / 2;
    return Math.min(earliest, Math.max(deadlineMs, atMs + plannedMs));
  }, Number.POSITIVE_INFINITY);
}

function firstOf(candidates: readonly Candidate[]): Candidate {
  const [first] = candidates;
  if (!first) throw new RangeError('Cannot choose among no spots');
  return first;
}
