import type { Playlist, ShareRule, Spot } from '../core/playlist/definition.ts';
import { plannedMs } from '../core/playlist/planned-ms.ts';
import { playsHere } from '../core/playlist/plays-here.ts';
import type { ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import { mainZone, zoneOf } from '../core/zones/zone-rules.ts';
import { spotsInZone } from '../core/zones/zone-spots.ts';

export function summaryOfPlaylist(playlist: Playlist): string[] {
  return [
    `good: playlist ${playlist.id}, revision ${playlist.revision}, ${playlist.title['zh-CN']}`,
    ...tableOf(playlist.spots),
  ];
}

export function summaryOfProgramme(resolved: ResolvedProgramme): string[] {
  const { programme, playlists, spots, zones = [], sha256 } = resolved;
  const here = spots.filter(({ spot }) => playsHere(programme, spot)).map(({ spot }) => spot);
  const elsewhere = spots.length - here.length;
  return [
    `good: programme ${programme.id}, revision ${programme.revision}, ${programme.timeZone}`,
    ...playlists.map(
      ({ id, revision, spots }) => `  playlist ${id}, revision ${revision}: ${counted(spots.length)}`,
    ),
    ...tableOf(here),
    ...zones.map(({ zone, spots: own }) => `  zone ${zone.id}, ${zone.kind}: ${counted(own.length)}`),
    ...programme.shares.map((rule) => `  share: ${shareOf(rule, countedSpots(rule, resolved))}`),
    ...(elsewhere > 0
      ? [`  ${counted(elsewhere)} never here: for other venues, audiences or shapes of screen`]
      : []),
    `  sha256 ${sha256}`,
  ];
}

function tableOf(spots: readonly Spot[]): string[] {
  const categories = [...groupBy(spots, (spot) => spot.category)];
  return [
    ...categories.map(
      ([category, of]) => `  ${category}: ${counted(of.length)}, ${lengthOf(of)}${topicsOf(of)}`,
    ),
    `  every spot once: ${counted(spots.length)}, ${lengthOf(spots)}`,
  ];
}

function topicsOf(spots: readonly Spot[]): string {
  const topics = [...groupBy(spots, (spot) => spot.topic ?? '')].filter(([topic]) => topic !== '');
  return topics.length === 0 ? '' : ` (${topics.map(([topic, of]) => `${topic} ${of.length}`).join(', ')})`;
}

function shareOf(rule: ShareRule, spots: readonly Spot[]): string {
  const kinds = rule.kinds ? ` as ${rule.kinds.join(' or ')}` : '';
  const of = rule.of === 'on-air' ? 'on-air time' : 'the venue’s own airtime';
  const gap = rule.maxGapMinutes === undefined ? '' : `, at most ${rule.maxGapMinutes} min without`;
  const counting = spots.filter(
    (spot) => spot.category === rule.category && (!rule.kinds || rule.kinds.includes(spot.kind)),
  );
  const zone = zoneOf(rule) === mainZone ? '' : ` in the zone ${zoneOf(rule)}`;
  const promise = `${rule.category}${kinds}${zone} at least ${+(rule.atLeast * 100).toFixed(4)} % of ${of}`;
  return `${promise} in every ${rule.windowMinutes} min${gap}; ${counted(counting.length)} ${counting.length === 1 ? 'counts' : 'count'}, ${lengthOf(counting)}`;
}

function countedSpots(rule: ShareRule, resolved: ResolvedProgramme): Spot[] {
  const spots = spotsInZone(resolved, zoneOf(rule));
  return spots.filter(({ spot }) => playsHere(resolved.programme, spot)).map(({ spot }) => spot);
}

function lengthOf(spots: readonly Spot[]): string {
  const seconds = spots.reduce((sum, spot) => sum + plannedMs(spot), 0) / 1000;
  const minutes = Math.floor(seconds / 60);
  return minutes === 0 ? `${+seconds.toFixed(1)} s` : `${minutes} min ${+(seconds % 60).toFixed(1)} s`;
}

function counted(count: number): string {
  return count === 1 ? '1 spot' : `${count} spots`;
}

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
