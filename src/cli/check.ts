import type { Playlist } from '../core/playlist/definition.ts';
import { spotsOf } from '../core/playlist/load.ts';
import { parsePlaylist } from '../core/playlist/parse.ts';
import { spotsOfAllZones } from '../core/zones/all-spots.ts';
import { listedPlaylists } from '../core/zones/zone-spots.ts';
import { faultsOfFiles } from './check-files.ts';
import { type Command, type ExitCode, type Io, onlyPositional, readArguments } from './command.ts';
import { addressOf, isWeb, loadProgramme, nameOf, readAddress } from './load-programme.ts';
import { noticesOf } from './notices.ts';
import { printFaults } from './print-faults.ts';
import { summaryOfPlaylist, summaryOfProgramme } from './summary.ts';
import { sharesWithoutSpots } from './targeting.ts';

export const check: Command = {
  summary: 'validates a playlist or programme, its files and its shares',
  help: [
    'Usage: changming check <playlist-or-programme.json>',
    '',
    'Validates the file (a path or an http(s) address); of a programme also its playlists and whether its',
    'shares can be met. Then looks for every file that the spots name and compares its SHA-256.',
    'Files at http(s) addresses are fetched only when the checked file is itself at one.',
    '',
    'Good: a summary on stdout, with notices of what deserves a look, and exit code 0.',
    'Not good: one line per fault on stderr (where, what was found, what was expected), and exit code 1.',
    'Exit code 2: called in another way than this.',
    '',
    'Options:',
    '  -h, --help  this text',
  ].join('\n'),
  async run(args, io) {
    const { positionals } = readArguments(args, {});
    const address = addressOf(onlyPositional(positionals, 'file'));
    const bytes = await readAddress(address).catch((error: unknown) => error);
    if (!(bytes instanceof Uint8Array)) return unreadable(address, bytes, io);
    return isProgramme(bytes) ? checkProgramme(address, io) : checkPlaylist(address, bytes, io);
  },
};

async function checkProgramme(address: string, io: Io): Promise<ExitCode> {
  const loaded = await loadProgramme(address);
  if (!loaded.ok) return refuse(loaded, io);
  const { programme, playlists } = loaded.value;
  const addresses = listedPlaylists(programme).map((listed) => new URL(listed.address, address).href);
  const files = await Promise.all(
    playlists.map((playlist, index) => filesOf(playlist, addresses[index] ?? address)),
  );
  const faults = files.flat();
  if (faults.length > 0) return refuse({ faults }, io);
  const notices = [
    ...sharesWithoutSpots(loaded.value),
    ...noticesOf(spotsOfAllZones(loaded.value), Date.now(), isWeb(address)),
  ];
  await print([...summaryOfProgramme(loaded.value), ...notices], io);
  return 0;
}

async function checkPlaylist(address: string, bytes: Uint8Array, io: Io): Promise<ExitCode> {
  const parsed = parsePlaylist(bytes, address);
  if (!parsed.ok) return refuse(parsed, io);
  const faults = await filesOf(parsed.value, address);
  if (faults.length > 0) return refuse({ faults }, io);
  const spots = spotsOf(parsed.value, address);
  await print([...summaryOfPlaylist(parsed.value), ...noticesOf(spots, Date.now(), isWeb(address))], io);
  return 0;
}

function filesOf(playlist: Playlist, address: string) {
  return faultsOfFiles(spotsOf(playlist, address), address);
}

/** Told by the keys that only one of the two has; a file that is neither is judged as a playlist. */
function isProgramme(bytes: Uint8Array): boolean {
  try {
    const value: unknown = JSON.parse(new TextDecoder().decode(bytes));
    if (typeof value !== 'object' || value === null || 'spots' in value) return false;
    return ['playlists', 'timeZone', 'shares', 'hours', 'canvas'].some((key) => key in value);
  } catch {
    return false;
  }
}

function refuse(refusal: Parameters<typeof printFaults>[0], io: Io): ExitCode {
  printFaults(refusal, io);
  return 1;
}

function unreadable(address: string, error: unknown, io: Io): ExitCode {
  io.err(`Cannot read ${nameOf(address)}: ${error instanceof Error ? error.message : String(error)}`);
  return 2;
}

async function print(lines: readonly string[], io: Io): Promise<void> {
  for (const line of lines) await io.out(line);
}
