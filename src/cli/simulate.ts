import { formatReason } from '../core/airtime/airtime.ts';
import type { ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import { wallMsOf } from '../core/wall-ms-of.ts';
import { spotsOfAllZones } from '../core/zones/all-spots.ts';
import { simulateZones, type ZonePlay } from '../core/zones/simulate-zones.ts';
import { mainZone } from '../core/zones/zone-rules.ts';
import { type Command, Misuse, onlyPositional, readArguments } from './command.ts';
import { isFileError } from './file-error.ts';
import { loadProgramme } from './load-programme.ts';
import { printFaults } from './print-faults.ts';
import {
  type ExportReceipt,
  exportSimulated,
  type SimulatedExport,
} from './simulate-export/export-simulated.ts';
import { SimulationSummary } from './simulate-summary.ts';
import { announcePlace, placeOf, sharesWithoutSpots } from './targeting.ts';
import { playerName } from './version.ts';

const hourMs = 3_600_000;

export const simulate: Command = {
  summary: 'plays a programme without a screen, to preview a day or to check its promise',
  help: [
    'Usage: changming simulate <programme.json> --from <ISO date-time> --hours <n> [options]',
    '',
    'Plays the programme through the real scheduler and prints one JSON line per play:',
    '  startMs    on-air time since the start, ms; closed hours do not exist on it',
    '  airtimeMs  how long it was on view, ms; 0 when it failed',
    '  spot       its id, as <playlist id>/<spot id> where playlists share an id and for built-in slogans',
    '  category, topic (where it has one), outcome (completed, cut, failed), because',
    '  zone       where it is not the main one: the id of a zone, "voice" for what is said beside the picture;',
    '             how long a ticker takes for a text is estimated',
    '',
    'Options:',
    "  --from <ISO date-time>  start, in the programme's time zone unless it says Z or an offset",
    '  --hours <n>             hours on the wall clock to play; a spot that has begun plays to its end',
    '  --seed <n>              what --fail draws from (default 1); the same seed gives the same plays',
    '  --fail <share>          this part of the plays of file-backed spots fails (0 to 1): nothing is seen,',
    '                          up to 500 ms on air are lost, and the spot is set aside for 10 s',
    '  --venue <word>          plays it as at another venue than the programme names, such as school',
    '  --audience <word>       and for these audiences instead of its own; may be given several times.',
    '                          On stderr: how many spots play there, and a word that no spot knows',
    '  --summary               instead of plays, JSON lines: {"hour",...} for every clock hour on air with the',
    '                          on-air time and the airtime and share of each category, then {"rule",...} for',
    '                          every share rule with its worst rolling window and all its airtime, both divided',
    '                          by the promise, and its longest gap. Exit code 1 when a window fell short.',
    '  --export <file.zip>     instead of plays, writes them as the export of an as-run log, for training auditors',
    '                          and testing tools: signed with a throw-away key, marked as simulated. Prints',
    '                          {"export","origin","entries","root","key"}. With --seed the key follows from the',
    '                          seed and the file is the same to the byte. May be combined with --summary.',
    '  -h, --help              this text',
  ].join('\n'),
  async run(args, io) {
    const { values, positionals } = readArguments(args, {
      from: { type: 'string' },
      hours: { type: 'string' },
      seed: { type: 'string' },
      fail: { type: 'string' },
      venue: { type: 'string' },
      audience: { type: 'string', multiple: true },
      summary: { type: 'boolean' },
      export: { type: 'string' },
    });
    const path = onlyPositional(positionals, 'programme');
    const hours = numberOf('--hours', values.hours, (value) => value > 0 && value <= 1_000_000);
    const seed = numberOf('--seed', values.seed ?? '1', Number.isSafeInteger);
    const fail = numberOf('--fail', values.fail ?? '0', (value) => value >= 0 && value <= 1);
    const from = values.from;
    if (from === undefined) throw new Misuse('--from is missing');
    const place = placeOf(values.venue, values.audience);
    const loaded = await loadProgramme(path, place);
    if (!loaded.ok) {
      printFaults(loaded, io);
      return 1;
    }
    announcePlace(place, loaded.value, io);
    for (const notice of sharesWithoutSpots(loaded.value)) io.err(notice);
    const fromWallMs = wallTimeOf(from, loaded.value.programme.timeZone);
    const span = { fromWallMs, toWallMs: fromWallMs + hours * hourMs, seed, fail };
    const plays = simulateZones(loaded.value, span);
    const summary = values.summary ? new SimulationSummary(loaded.value.programme) : undefined;
    if (values.export !== undefined) {
      const receipt = await exported(values.export, {
        plays: summary ? noted(plays, summary) : plays,
        programme: loaded.value,
        fromWallMs,
        player: await playerName(),
        ...(values.seed === undefined ? {} : { seed }),
      });
      await io.out(JSON.stringify(receipt));
    } else if (summary) {
      for (const play of plays) summary.add(play);
    } else {
      const nameOf = spotNames(loaded.value);
      for (const play of plays) await io.out(JSON.stringify(lineOf(play, nameOf)));
    }
    for (const line of summary?.lines() ?? []) await io.out(JSON.stringify(line));
    return summary === undefined || summary.isKept() ? 0 : 1;
  },
};

/** @throws Misuse when the file cannot be written */
async function exported(file: string, options: SimulatedExport): Promise<ExportReceipt> {
  try {
    return await exportSimulated(file, options);
  } catch (error) {
    if (isFileError(error)) throw new Misuse(`--export cannot write ${file}: ${error.message}`);
    throw error;
  }
}

/** The plays, summed up in passing. */
function* noted(plays: Iterable<ZonePlay>, summary: SimulationSummary): Generator<ZonePlay> {
  for (const play of plays) {
    summary.add(play);
    yield play;
  }
}

function lineOf(
  { spot, startMs, airtimeMs, outcome, because, zone }: ZonePlay,
  nameOf: (key: string) => string,
) {
  const { category, topic } = spot.spot;
  return {
    startMs,
    airtimeMs,
    spot: nameOf(spot.key),
    category,
    ...(topic === undefined ? {} : { topic }),
    ...(zone === mainZone ? {} : { zone }),
    outcome,
    because: formatReason(because, 'en'),
  };
}

/** A spot's id where it is the only one of that id in the programme, its whole key otherwise. */
function spotNames(resolved: ResolvedProgramme): (key: string) => string {
  const spots = spotsOfAllZones(resolved);
  const uses = new Map<string, number>();
  for (const { spot } of spots) uses.set(spot.id, (uses.get(spot.id) ?? 0) + 1);
  const names = new Map(spots.map(({ key, spot }) => [key, uses.get(spot.id) === 1 ? spot.id : key]));
  return (key) => names.get(key) ?? key;
}

const dateTime =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::(\d{2}(?:\.\d{1,3})?))?(Z|[+-]\d{2}:?\d{2})?)?$/i;

/** @throws Misuse when it is not a date and time of the calendar */
function wallTimeOf(text: string, timeZone: string): number {
  const [, date, hour = '00', minute = '00', second = '0', offset] = dateTime.exec(text) ?? [];
  const ms = date === undefined ? Number.NaN : Date.parse(`${date}T${hour}:${minute}:00Z`);
  if (
    Number.isNaN(ms) ||
    date === undefined ||
    !new Date(ms).toISOString().startsWith(`${date}T${hour}`) ||
    Number(second) >= 60
  )
    throw new Misuse(
      `--from expects an ISO date-time such as 2026-11-22T08:30, found ${JSON.stringify(text)}`,
    );
  if (offset !== undefined) return Date.parse(text.replace(' ', 'T'));
  return wallMsOf(date, Number(hour) * 60 + Number(minute), timeZone) + Math.round(Number(second) * 1000);
}

function numberOf(option: string, text: string | undefined, isGood: (value: number) => boolean): number {
  if (text === undefined) throw new Misuse(`${option} is missing`);
  const value = text.trim() === '' ? Number.NaN : Number(text);
  if (!Number.isFinite(value) || !isGood(value))
    throw new Misuse(`${option} expects another number than ${JSON.stringify(text)}`);
  return value;
}
