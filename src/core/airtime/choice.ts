import type { ShareRule } from '../playlist/definition.ts';
import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import { breakOf, type Due, dueOf, mustEndBy } from './demand.ts';
import { byUrgency, type Candidate, fairCandidates } from './fairness.ts';
import { forecastOf, leastExcess } from './forecast.ts';
import { type Group, type Roster, rosterOf } from './groups.ts';
import type { Turn } from './ledger.ts';
import { pack } from './packing.ts';
import { commercialCategory, measuredAt, stoodIn } from './promise.ts';
import type { Reason } from './reason.ts';
import { recentAirtime } from './rotation.ts';
import { type AirtimeState, reserveAt, seriousGapMs } from './state.ts';

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

export interface ChoiceOptions {
  /** Why spots that the programme has are not among the eligible: said when a built-in slogan takes their place. */
  readonly absent?: 'no-spot' | 'media-missing' | 'closed';
}

/** Parts of the usual reserve below which only what needs no file is tried: after a failure or a gap, and in any case. */
const pressedAfterFailure = 0.6;
const pressed = 0.3;
/** The longest turn of a spot without a known end that is alone. */
const longestTurnMs = 3_600_000;

interface Boundary {
  readonly state: AirtimeState;
  readonly atMs: number;
  readonly roster: Roster;
  readonly dues: readonly Due[];
  readonly options: ChoiceOptions;
  /** Whose turn it is in the groups that were asked for. */
  readonly turns: Map<Group, readonly Candidate[]>;
}

interface Offer {
  readonly group: Group;
  readonly endByMs: number;
  readonly candidates: readonly Candidate[];
}

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
  const atMs = Math.max(state.onAirMs, Math.ceil(atOnAirMs));
  const roster = rosterOf(eligible, state.rules, state.rotation.numbers);
  const boundary = { state, atMs, roster, dues: duesAt(state, roster, atMs), options, turns: new Map() };
  const free = freeOffers(boundary);
  return free.length > 0 ? chooseFree(boundary, free) : chooseDue(boundary);
}

function duesAt(state: AirtimeState, roster: Roster, atMs: number): Due[] {
  const untilMs = atMs + roster.longestMs * 8 + 60_000;
  return state.promises.map((promised, rule) => {
    const judged = roster.standsIn[rule] ? stoodIn(promised) : promised;
    const careful = { ...judged, reserveMs: reserveAt(state, promised, atMs) };
    return dueOf(careful, atMs, untilMs, roster.serving[rule] ?? { longestMs: 0, chain: rule });
  });
}

/** What may play without anything being owed: first what counts for no promise, or is the venue's own. */
function freeOffers(boundary: Boundary): Offer[] {
  const { groups } = boundary.roster;
  const unowed = groups.filter((group) => isVenues(group));
  if (unowed.length === 0) return offersOf(boundary, groups);
  return offersOf(
    boundary,
    unowed.filter((group) => !hadItsPart(boundary, group, unowed)),
  );
}

/** Whether spots that come on top of a promise have had their part of the time that is not owed: they fill no holes. */
function hadItsPart({ state, atMs }: Boundary, group: Group, unowed: readonly Group[]): boolean {
  const weight = weightAmong(group, unowed, state.rules);
  if (weight === group.weight) return false;
  const weights = unowed.map((other) => weightAmong(other, unowed, state.rules));
  const airedMs = unowed.reduce((sum, other) => sum + recentOf(state, other, atMs), 0);
  const partMs = (weight / weights.reduce((sum, each) => sum + each, 0)) * airedMs;
  return recentOf(state, group, atMs) > partMs;
}

function isVenues(group: Group): boolean {
  return group.category === commercialCategory || !group.counts.some((counts) => counts);
}

function offersOf(boundary: Boundary, groups: readonly Group[]): Offer[] {
  return groups.map((group) => offerOf(boundary, group)).filter(({ candidates }) => candidates.length > 0);
}

function offerOf(boundary: Boundary, group: Group): Offer {
  const { dues, atMs } = boundary;
  const endByMs = mustEndBy(dues, group.counts, group.category === commercialCategory, atMs);
  const roomMs = endByMs - atMs;
  if (roomMs < group.shortestMs) return { group, endByMs, candidates: [] };
  const candidates = inTurn(boundary, group).filter(({ lengthMs }) => lengthMs <= roomMs);
  return { group, endByMs, candidates };
}

/** The spots whose turn it may be, without the one that played last; should that be the only one, those next in line. */
function inTurn(boundary: Boundary, group: Group): readonly Candidate[] {
  const { state, atMs } = boundary;
  const others = (candidate: Candidate) => !isRepeat(state, group, candidate);
  const fair = fairIn(boundary, group).filter(others);
  return fair.length > 0 ? fair : byUrgency(group, state.rotation, atMs).filter(others).slice(0, 2);
}

function fairIn({ state, atMs, turns }: Boundary, group: Group): readonly Candidate[] {
  const known = turns.get(group);
  if (known) return known;
  const fair = fairCandidates(group, state.rotation, atMs);
  turns.set(group, fair);
  return fair;
}

function isRepeat({ rotation }: AirtimeState, group: Group, { index }: Candidate): boolean {
  return group.spots.length > 1 && group.spots[index]?.key === rotation.last?.key;
}

function chooseFree(boundary: Boundary, offers: readonly Offer[]): Choice {
  const offer = mostBehind(boundary, offers);
  const candidate = bestFit(offer, boundary);
  const because: Reason = offer.group.builtIn
    ? builtInReason(offer.group, boundary)
    : { code: 'rotation', category: offer.group.category };
  return choiceOf(boundary, offer.group, candidate, because, offer.endByMs);
}

/** Among categories, that which is furthest behind the share of its weight in the last hour or so. */
function mostBehind({ state, atMs }: Boundary, offers: readonly Offer[]): Offer {
  const [first, ...rest] = offers;
  if (!first) throw new RangeError('Cannot choose among no offers');
  if (rest.length === 0) return first;
  const aired = offers.map(({ group }) => recentOf(state, group, atMs));
  const groups = offers.map(({ group }) => group);
  const weights = groups.map((group) => weightAmong(group, groups, state.rules));
  const allAired = aired.reduce((sum, each) => sum + each, 0);
  const allWeights = weights.reduce((sum, each) => sum + each, 0);
  const lag = (k: number) => ((weights[k] ?? 0) / allWeights) * allAired - (aired[k] ?? 0);
  return offers.reduce((best, offer, k) => (lag(k) > lag(offers.indexOf(best)) ? offer : best), first);
}

function recentOf(state: AirtimeState, group: Group, atMs: number): number {
  return group.pools.reduce((sum, pool) => sum + recentAirtime(state.rotation.pools.get(pool), atMs), 0);
}

/**
 * Spots of a promised category that do not count for the promise (slogans where films are asked for) come on top: they
 * get their weight's part of the time that is not owed, but no larger part of it than the promise is of the whole.
 */
function weightAmong(group: Group, groups: readonly Group[], rules: readonly ShareRule[]): number {
  const promised = rules.filter((rule) => rule.category === group.category);
  if (promised.length === 0 || group.category === commercialCategory) return group.weight;
  const share = promised.reduce((least, { atLeast }) => Math.min(least, atLeast), 1);
  const others = groups.reduce((sum, other) => (other === group ? sum : sum + other.weight), 0);
  return share < 1 ? Math.min(group.weight, (others * share) / (1 - share)) : group.weight;
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
  const because = offer.group.builtIn ? builtInReason(offer.group, boundary) : dueReason(due, boundary);
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

/** When no spot that counts may play in fairness and time, the most urgent one does. */
function anyOf({ state, atMs }: Boundary, group: Group): Offer {
  const all = byUrgency(group, state.rotation, atMs);
  const found = all.length > 0 ? all : byUrgency({ ...group, separated: false }, state.rotation, atMs);
  const others = found.filter((candidate) => !isRepeat(state, group, candidate));
  return { group, endByMs: Number.POSITIVE_INFINITY, candidates: others.length > 0 ? others : found };
}

/** No promise asks for anything and nothing else may play: the most urgent spot of all, be it a repeat. */
function chooseAnything(boundary: Boundary): Choice {
  const offers = boundary.roster.groups.map((group) => anyOf(boundary, group));
  const offer = mostBehind(boundary, offers);
  const because: Reason = offer.group.builtIn
    ? builtInReason(offer.group, boundary)
    : { code: 'rotation', category: offer.group.category };
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

function largestVenues({ groups }: Roster): Group | undefined {
  const venues = groups.filter((group) => isVenues(group));
  return venues.find(({ category }) => category === commercialCategory) ?? venues[0];
}

function dueReason(due: Due, boundary: Boundary): Reason {
  const { promised } = due;
  const { category, atLeast } = promised.rule;
  const { atMs } = boundary;
  const now = measuredAt(promised, atMs);
  const shortfallMs = Math.ceil(atLeast * now.ofMs - now.airtimeMs);
  if (shortfallMs > 0 && promised.counting.totalMs > 0) return { code: 'make-good', category, shortfallMs };
  const endMs = atMs + passedOverMs(boundary) + promised.reserveMs;
  const gapMs = endMs - promised.countedUntilMs;
  if (gapMs > promised.maxGapMs) return { code: 'gap-due', category, maxGapMs: promised.maxGapMs, gapMs };
  const then = measuredAt(promised, endMs);
  const ofMs = promised.commercial ? then.ofMs + endMs - atMs : then.ofMs;
  const without = ofMs > 0 ? then.airtimeMs / ofMs : 0;
  return { code: 'due', category, atLeast, without, atOnAirMs: endMs };
}

/** Length of the venue's spot that would have had its turn. */
function passedOverMs(boundary: Boundary): number {
  const venues = largestVenues(boundary.roster);
  return venues ? (inTurn(boundary, venues)[0]?.lengthMs ?? venues.shortestMs) : 0;
}

function builtInReason({ category }: Group, { options }: Boundary): Reason {
  return { code: 'built-in', category, detail: options.absent ?? 'no-spot' };
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
