import { sha256 } from '@noble/hashes/sha2.js';
import { spotsOfAllZones } from '../zones/all-spots.ts';
import { resolvedZones, unkeptShares, zonesWithoutSpots } from '../zones/judge-zones.ts';
import { type ListedPlaylist, listedPlaylists } from '../zones/zone-spots.ts';
import type { Playlist, Programme } from './definition.ts';
import type { Fault } from './fault.ts';
import { type Parsed, parsePlaylist, parseProgramme, refused } from './parse.ts';
import { pictureShapeOf } from './picture-shape.ts';
import type { PlacedProgramme, ProgrammeSpot, ResolvedProgramme } from './programme-spot.ts';
import { roadsideFaults } from './roadside.ts';
import { darkScreen, voiceFaults } from './voice.ts';

/** The bytes at an absolute address; rejects when there are none. */
export type ReadFile = (url: string, signal?: AbortSignal) => Promise<Uint8Array>;

/** Where a programme plays and for whom. */
export type Place = Partial<Pick<Programme, 'venue' | 'audiences'>>;

interface FileRead {
  /** As the programme names it, and where. */
  readonly listed: ListedPlaylist;
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
    listedPlaylists(programme.value).map((listed) => readPlaylist(url, listed, read, signal)),
  );
  const files = outcomes.flatMap((outcome) => ('playlist' in outcome ? [outcome] : []));
  const faults = outcomes.flatMap((outcome) => {
    if (!('playlist' in outcome)) return [outcome];
    return outcome.playlist.ok ? [] : outcome.playlist.faults;
  });
  const pictureShape = pictureShapeOf(programme.value);
  return assemble(url, { ...programme.value, ...place, pictureShape }, bytes, files, faults);
}

function assemble(
  url: string,
  programme: PlacedProgramme,
  bytes: Uint8Array,
  files: readonly FileRead[],
  faultsOfFiles: readonly Fault[],
): Parsed<ResolvedProgramme> {
  const faults = [...faultsOfFiles, ...sharedAddresses(url, files), ...sharedIds(url, files)];
  const unlisted = files.reduce((sum, { playlist }) => sum + (playlist.ok ? 0 : (playlist.unlisted ?? 0)), 0);
  if (faults.length > 0) return refused(faults, unlisted);
  const playlists = files.flatMap(({ playlist }) => (playlist.ok ? [playlist.value] : []));
  const spotsIn = (addresses: readonly string[]) => spotsOfFiles(files, addresses);
  const listed = spotsIn(programme.playlists);
  const unspoken = voiceFaults(programme, listed);
  if (unspoken.length > 0) return refused(unspoken.map((fault) => ({ ...fault, file: url })));
  const spots = programme.voice?.only ? [...listed, darkScreen] : listed;
  const zones = resolvedZones(programme, spotsIn);
  const hash = hashOf([bytes, ...files.map((file) => file.bytes)]);
  const resolved = { programme, playlists, spots, ...(zones ? { zones } : {}), sha256: hash };
  const moving = roadsideFaults(programme, spotsOfAllZones(resolved), (spot) => placeOf(spot, files));
  if (moving.length > 0) return refused(moving);
  const unkept = [...zonesWithoutSpots(resolved), ...unkeptShares(resolved)];
  if (unkept.length > 0) return refused(unkept.map((fault) => ({ ...fault, file: url })));
  return { ok: true, value: resolved };
}

async function readPlaylist(
  programmeUrl: string,
  listed: ListedPlaylist,
  read: ReadFile,
  signal: AbortSignal | undefined,
): Promise<FileRead | Fault> {
  const { pointer, address } = listed;
  const url = resolve(address, programmeUrl);
  if (url === undefined) return otherOrigin(pointer, programmeUrl, address);
  const bytes = await attempt(url, read, signal);
  if (bytes instanceof Unreadable) return unreadable(pointer, programmeUrl, url, bytes);
  return { listed, url, bytes, playlist: parsePlaylist(bytes, url) };
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

function spotsOfFiles(files: readonly FileRead[], addresses: readonly string[]): ProgrammeSpot[] {
  return addresses.flatMap((address) => {
    const file = files.find(({ listed }) => listed.address === address);
    return file?.playlist.ok ? spotsOf(file.playlist.value, file.url) : [];
  });
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
  return repeated(files, (file) => file.url).map(({ item, first, value }) => ({
    pointer: item.listed.pointer,
    file: programmeUrl,
    found: `${value}, which ${first.listed.pointer} already is`,
    expected: 'each playlist once',
    zh: { found: `${value}，与 ${first.listed.pointer} 重复`, expected: '每个节目单只列一次' },
  }));
}

function sharedIds(programmeUrl: string, files: readonly FileRead[]): Fault[] {
  const distinct = [...new Map(files.map((file) => [file.url, file])).values()];
  const ids = repeated(distinct, ({ playlist }) => (playlist.ok ? playlist.value.id : undefined));
  return ids.map(({ item, first, value }) => ({
    pointer: item.listed.pointer,
    file: programmeUrl,
    found: `a playlist with the id "${value}", which ${first.listed.pointer} has`,
    expected: 'playlists with different ids',
    zh: {
      found: `id 为 "${value}" 的节目单，与 ${first.listed.pointer} 相同`,
      expected: 'id 各不相同的节目单',
    },
  }));
}

function repeated<T>(list: readonly T[], keyOf: (item: T) => string | undefined) {
  const seen = new Map<string, T>();
  return list.flatMap((item) => {
    const value = keyOf(item);
    if (value === undefined) return [];
    const first = seen.get(value);
    if (first === undefined) seen.set(value, item);
    return first === undefined ? [] : [{ item, first, value }];
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
