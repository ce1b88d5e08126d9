import type { ShareRule } from '../playlist/definition.ts';
import { commercialCategory } from '../playlist/share-rule.ts';
import { type Boundary, inTurn, isRepeat, isVenues } from './boundary.ts';
import { mustEndBy } from './demand.ts';
import { byUrgency, type Candidate } from './fairness.ts';
import type { Group } from './groups.ts';
import { recentAirtime } from './rotation.ts';
import type { AirtimeState } from './state.ts';

/** Spots of a group that may start now, and when they must have ended. */
export interface Offer {
  readonly group: Group;
  readonly endByMs: number;
  readonly candidates: readonly Candidate[];
}

/** What may play without anything being owed: first what counts for no promise, or is the venue's own. */
export function freeOffers(boundary: Boundary): Offer[] {
  const { groups } = boundary.roster;
  const unowed = groups.filter((group) => isVenues(group));
  if (unowed.length === 0) return offersOf(boundary, groups);
  return offersOf(
    boundary,
    unowed.filter((group) => !hadItsPart(boundary, group, unowed)),
  );
}

export function offersOf(boundary: Boundary, groups: readonly Group[]): Offer[] {
  return groups.map((group) => offerOf(boundary, group)).filter(({ candidates }) => candidates.length > 0);
}

function offerOf(boundary: Boundary, group: Group): Offer {
  const { dues, atMs } = boundary;
  const commercial = group.category === commercialCategory;
  const endByMs = mustEndBy(dues, group.counts, commercial, atMs, atMs + group.shortestMs);
  const roomMs = endByMs - atMs;
  if (roomMs < group.shortestMs) return { group, endByMs, candidates: [] };
  const candidates = inTurn(boundary, group).filter(({ lengthMs }) => lengthMs <= roomMs);
  return { group, endByMs, candidates };
}

/** When no spot that counts may play in fairness and time, the most urgent one does. */
export function anyOf({ state, atMs }: Boundary, group: Group): Offer {
  const all = byUrgency(group, state.rotation, atMs);
  const found = all.length > 0 ? all : byUrgency({ ...group, separated: false }, state.rotation, atMs);
  const others = found.filter((candidate) => !isRepeat(state, group, candidate));
  return { group, endByMs: Number.POSITIVE_INFINITY, candidates: others.length > 0 ? others : found };
}

/** Among categories, that which is furthest behind the share of its weight in the last hour or so. */
export function mostBehind({ state, atMs }: Boundary, offers: readonly Offer[]): Offer {
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

/** Whether spots that come on top of a promise have had their part of the time that is not owed: they fill no holes. */
function hadItsPart({ state, atMs }: Boundary, group: Group, unowed: readonly Group[]): boolean {
  if (!comesOnTop(group, state.rules)) return false;
  const weight = weightAmong(group, unowed, state.rules);
  const weights = unowed.map((other) => weightAmong(other, unowed, state.rules));
  const airedMs = unowed.reduce((sum, other) => sum + recentOf(state, other, atMs), 0);
  const partMs = (weight / weights.reduce((sum, each) => sum + each, 0)) * airedMs;
  return recentOf(state, group, atMs) > partMs;
}

/**
 * Spots of a promised category that do not count for the promise (slogans where films are asked for) come on top: they
 * get their weight's part of the time that is not owed, but no larger part of it than the promise is of the whole.
 */
function weightAmong(group: Group, groups: readonly Group[], rules: readonly ShareRule[]): number {
  if (!comesOnTop(group, rules)) return group.weight;
  const promised = rules.filter((rule) => rule.category === group.category);
  const share = promised.reduce((least, { atLeast }) => Math.min(least, atLeast), 1);
  const others = groups.reduce((sum, other) => (other === group ? sum : sum + other.weight), 0);
  return share < 1 && others > 0 ? Math.min(group.weight, (others * share) / (1 - share)) : group.weight;
}

function comesOnTop({ category }: Group, rules: readonly ShareRule[]): boolean {
  return category !== commercialCategory && rules.some((rule) => rule.category === category);
}

function recentOf(state: AirtimeState, group: Group, atMs: number): number {
  return group.pools.reduce((sum, pool) => sum + recentAirtime(state.rotation.pools.get(pool), atMs), 0);
}
