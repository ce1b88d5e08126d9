import { sha256 } from '@noble/hashes/sha2.js';
import { infeasibleShares } from '../airtime/feasibility.ts';
import type { Playlist, Programme } from './definition.ts';
import type { Fault } from './fault.ts';
import { type Parsed, parsePlaylist, parseProgramme, refused } from './parse.ts';
import { playsHere } from './plays-here.ts';
import type { ProgrammeSpot, ResolvedProgramme } from './programme-spot.ts';
import { roadsideFaults } from './roadside.ts';
import { darkScreen, voiceFaults } from './voice.ts';

/** The bytes at an absolute address; rejects when there are none. */
export type ReadFile = (url: string, signal?: AbortSignal) => Promise<Uint8Array>;

/** Where a programme plays and for whom. */
export type Place = Partial<Pick<Programme, 'venue' | 'audiences'>>;

interface FileRead {
  readonly url: string;
  readonly bytes: Uint8Array;
  readonly playlist: Parsed<Playlist>;
}

/**
 * Reads a programme and its playlists, resolves their addresses and judges all of it: the same for the page, the
 * command line and the collector.
 * @param url absolute address of the programme
 * @param place stands in for the venue and the audiences that the programme names
 * @returns the programme, or every fault of every file; rejects only when `signal` aborts
 */
export async function loadProgramme(
  url: string,
  read: ReadFile,
  signal?: AbortSignal,
  place: Place = {},
): Promise<Parsed<ResolvedProgramme>> {
  const bytes = await attempt(url, read, signal);
  if (bytes instanceof Unreadable) return refused([unreadable('', url, url, bytes)]);
  const programme = parseProgramme(bytes, url);
  if (!programme.ok) return programme;
  const outcomes = await Promise.all(
    programme.value.playlists.map((address, index) => readPlaylist(url, address, index, read, signal)),
  );
  const files = outcomes.flatMap((outcome) => ('playlist' in outcome ? [outcome] : []));
  const faults = outcomes.flatMap((outcome) => {
    if (!('playlist' in outcome)) return [outcome];
    return outcome.playlist.ok ? [] : outcome.playlist.faults;
  });
  return assemble(url, { ...programme.value, ...place }, bytes, files, faults);
}

function assemble(
  url: string,
  programme: Programme,
  bytes: Uint8Array,
  files: readonly FileRead[],
  faultsOfFiles: readonly Fault[],
): Parsed<ResolvedProgramme> {
  const faults = [...faultsOfFiles, ...sharedAddresses(url, files), ...sharedIds(url, files)];
  const unlisted = files.reduce((sum, { playlist }) => sum + (playlist.ok ? 0 : (playlist.unlisted ?? 0)), 0);
  if (faults.length > 0) return refused(faults, unlisted);
  const playlists = files.flatMap(({ playlist }) => (playlist.ok ? [playlist.value] : []));
  const listed = files.flatMap(({ playlist, url: base }) =>
    playlist.ok ? spotsOf(playlist.value, base) : [],
  );
  const unspoken = voiceFaults(programme, listed);
  if (unspoken.length > 0) return refused(unspoken.map((fault) => ({ ...fault, file: url })));
  const spots = programme.voice?.only ? [...listed, darkScreen] : listed;
  const moving = roadsideFaults(programme, spots, (spot) => placeOf(spot, files));
  if (moving.length > 0) return refused(moving);
  const pictures = spots.filter(({ spot }) => spot.kind !== 'announcement');
  const here = pictures.filter(({ spot }) => playsHere(programme, spot));
  const elsewhere = pictures.filter(({ spot }) => !playsHere(programme, spot));
  const unmeetable = infeasibleShares(programme.shares, here, elsewhere);
  if (unmeetable.length > 0) return refused(unmeetable.map((fault) => ({ ...fault, file: url })));
  const hash = hashOf([bytes, ...files.map((file) => file.bytes)]);
  return { ok: true, value: { programme, playlists, spots, sha256: hash } };
}

async function readPlaylist(
  programmeUrl: string,
  address: string,
  index: number,
  read: ReadFile,
  signal: AbortSignal | undefined,
): Promise<FileRead | Fault> {
  const pointer = `/playlists/${index}`;
  const url = resolve(address, programmeUrl);
  if (url === undefined) return otherOrigin(pointer, programmeUrl, address);
  const bytes = await attempt(url, read, signal);
  if (bytes instanceof Unreadable) return unreadable(pointer, programmeUrl, url, bytes);
  return { url, bytes, playlist: parsePlaylist(bytes, url) };
}

class Unreadable {
  readonly reason: string;
  constructor(error: unknown) {
    this.reason = error instanceof Error ? error.message : String(error);
  }
}

async function attempt(url: string, read: ReadFile, signal: AbortSignal | undefined) {
  try {
    return await read(url, signal);
  } catch (error) {
    // Engines before Chrome 98 give a signal no reason; then the reader's own error says it.
    if (signal?.aborted) throw signal.reason ?? error;
    return new Unreadable(error);
  }
}

/** The absolute address, unless it leaves the programme's origin. */
function resolve(address: string, programmeUrl: string): string | undefined {
  const url = new URL(address, programmeUrl);
  const home = new URL(programmeUrl);
  return url.protocol === home.protocol && url.origin === home.origin ? url.href : undefined;
}

/** The spots of one playlist as a programme sees them; `url` is the playlist's own address. */
export function spotsOf(playlist: Playlist, url: string): ProgrammeSpot[] {
  const from = { id: playlist.id, revision: playlist.revision };
  const absolute = (source: string) => new URL(source, url).href;
  return playlist.spots.map((spot) => ({
    key: `${playlist.id}/${spot.id}`,
    playlist: from,
    spot,
    ...('src' in spot && spot.src !== undefined ? { url: absolute(spot.src) } : {}),
    ...('files' in spot && spot.files
      ? { files: spot.files.map((file) => ({ url: absolute(file.src), sha256: file.sha256 })) }
      : {}),
  }));
}

function placeOf(spot: ProgrammeSpot, files: readonly FileRead[]): { file: string; pointer: string } {
  const from = files.find(({ playlist }) => playlist.ok && playlist.value.id === spot.playlist.id);
  const spots = from?.playlist.ok ? from.playlist.value.spots : [];
  return { file: from?.url ?? '', pointer: `/spots/${spots.findIndex(({ id }) => id === spot.spot.id)}` };
}

function hashOf(files: readonly Uint8Array[]): string {
  const whole = sha256.create();
  for (const bytes of files) whole.update(sha256(bytes));
  return Array.from(whole.digest(), (byte) => byte.toString(16).padStart(2, '0')).join('');
}

function sharedAddresses(programmeUrl: string, files: readonly FileRead[]): Fault[] {
  return repeated(files, (file) => file.url).map(({ index, first, value }) => ({
    pointer: `/playlists/${index}`,
    file: programmeUrl,
    found: `${value}, which /playlists/${first} already is`,
    expected: 'each playlist once',
    zh: { found: `${value}，与 /playlists/${first} 重复`, expected: '每个节目单只列一次' },
  }));
}

function sharedIds(programmeUrl: string, files: readonly FileRead[]): Fault[] {
  const distinct = [...new Map(files.map((file) => [file.url, file])).values()];
  const ids = repeated(distinct, ({ playlist }) => (playlist.ok ? playlist.value.id : undefined));
  return ids.map(({ index, first, value }) => ({
    pointer: `/playlists/${index}`,
    file: programmeUrl,
    found: `a playlist with the id "${value}", which /playlists/${first} has`,
    expected: 'playlists with different ids',
    zh: { found: `id 为 "${value}" 的节目单，与 /playlists/${first} 相同`, expected: 'id 各不相同的节目单' },
  }));
}

function repeated<T>(list: readonly T[], keyOf: (item: T) => string | undefined) {
  const seen = new Map<string, number>();
  return list.flatMap((item, index) => {
    const value = keyOf(item);
    if (value === undefined) return [];
    const first = seen.get(value);
    if (first === undefined) seen.set(value, index);
    return first === undefined ? [] : [{ index, first, value }];
  });
}

function otherOrigin(pointer: string, file: string, address: string): Fault {
  return {
    pointer,
    file,
    found: JSON.stringify(address),
    expected: "an address on the programme's own origin",
    zh: { expected: '与播放方案同源的地址' },
  };
}

function unreadable(pointer: string, file: string, url: string, { reason }: Unreadable): Fault {
  return {
    pointer,
    file,
    found: `${url} unreadable (${reason})`,
    expected: 'a file that can be read',
    zh: { found: `无法读取 ${url}（${reason}）`, expected: '可读取的文件' },
  };
}
