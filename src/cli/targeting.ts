import { servedByBuiltInAlone } from '../core/airtime/airtime.ts';
import type { Place } from '../core/playlist/load.ts';
import { playsHere } from '../core/playlist/plays-here.ts';
import type { ProgrammeSpot, ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import { zoneOf } from '../core/zones/zone-rules.ts';
import { spotsInZone } from '../core/zones/zone-spots.ts';
import { type Io, Misuse } from './command.ts';

const word = /^(?=.{1,64}$)[a-z0-9]+(-[a-z0-9]+)*$/;

/**
 * The place that `--venue` and `--audience` name; what is left out stays the programme's own.
 * @throws Misuse when one of them is no word
 */
export function placeOf(venue: string | undefined, audiences: readonly string[] | undefined): Place {
  return {
    ...(venue === undefined ? {} : { venue: wordOf('--venue', venue) }),
    ...(audiences === undefined ? {} : { audiences: audiences.map((name) => wordOf('--audience', name)) }),
  };
}

function wordOf(option: string, text: string): string {
  if (word.test(text)) return text;
  throw new Misuse(`${option} expects a word such as "school", found ${JSON.stringify(text)}`);
}

/** Says on stderr for which place a programme is played instead of its own, and which words no spot knows. */
export function announcePlace(place: Place, { programme, spots }: ResolvedProgramme, io: Io): void {
  if (place.venue === undefined && place.audiences === undefined) return;
  const { venue, audiences } = programme;
  const here = spots.filter(({ spot }) => playsHere(programme, spot)).length;
  const forWhom = audiences ? `audiences ${audiences.join(', ')}` : 'every audience';
  io.err(`venue ${venue ?? 'unknown'}, ${forWhom}: ${here} of ${spots.length} spots play here`);
  const venues = namesOf(spots, 'venues');
  const named = namesOf(spots, 'audiences');
  if (place.venue !== undefined && !venues.has(place.venue)) io.err(unknownTo('venue', place.venue, venues));
  for (const audience of place.audiences ?? [])
    if (!named.has(audience)) io.err(unknownTo('audience', audience, named));
}

/** One line per share whose category venue and audiences keep from this screen altogether. */
export function sharesWithoutSpots(resolved: ResolvedProgramme): string[] {
  const { programme } = resolved;
  return programme.shares.flatMap((rule, index) => {
    const spots = spotsInZone(resolved, zoneOf(rule));
    const here = spots.filter(({ spot }) => playsHere(programme, spot));
    const elsewhere = spots.filter(({ spot }) => !playsHere(programme, spot));
    if (!servedByBuiltInAlone(rule, here, elsewhere)) return [];
    const count = elsewhere.filter(({ spot }) => spot.category === rule.category).length;
    const spotsAre = count === 1 ? 'its 1 spot is' : `its ${count} spots are`;
    return [
      `notice: /shares/${index}: nothing of ${rule.category} plays here, ${spotsAre} for other venues, audiences or shapes of screen; built-in slogans take their place`,
    ];
  });
}

function namesOf(spots: readonly ProgrammeSpot[], key: 'venues' | 'audiences'): Set<string> {
  return new Set(spots.flatMap(({ spot }) => spot[key] ?? []));
}

function unknownTo(what: string, name: string, known: ReadonlySet<string>): string {
  const list = [...known].sort().join(', ');
  const instead = known.size > 0 ? `they know ${list}` : 'none is for particular ones';
  return `notice: no spot of the playlists is for the ${what} ${JSON.stringify(name)}: ${instead}`;
}
