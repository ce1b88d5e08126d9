import type { Fault } from '../core/playlist/fault.ts';
import type { ProgrammeSpot } from '../core/playlist/programme-spot.ts';
import { isWeb, nameOf, sha256Of } from './load-programme.ts';

interface NamedFile {
  readonly pointer: string;
  readonly url: string;
  readonly sha256?: string | undefined;
}

/**
 * Looks for every file that the spots of one playlist name and compares its hash.
 * @param playlist address of the playlist; files at http(s) addresses are fetched only when it is itself at one
 */
export async function faultsOfFiles(spots: readonly ProgrammeSpot[], playlist: string): Promise<Fault[]> {
  const hashes = new Map<string, Promise<string>>();
  const faults: Fault[] = [];
  for (const file of spots.flatMap(filesOf)) {
    if (isWeb(file.url) && !isWeb(playlist)) continue;
    const hash = hashes.get(file.url) ?? sha256Of(file.url);
    hashes.set(file.url, hash);
    const fault = await faultOf(file, hash);
    if (fault) faults.push({ ...fault, file: playlist });
  }
  return faults;
}

/** Web pages and live streams have no bytes to compare. */
function filesOf({ spot, url, files }: ProgrammeSpot, index: number): NamedFile[] {
  if (url === undefined || spot.kind === 'web' || spot.kind === 'slogan') return [];
  if (spot.kind === 'hls' && spot.durationMs === undefined) return [];
  const companions = (files ?? []).map((file, at) => ({ pointer: `/spots/${index}/files/${at}`, ...file }));
  return [{ pointer: `/spots/${index}`, url, sha256: spot.sha256 }, ...companions];
}

async function faultOf(file: NamedFile, hash: Promise<string>): Promise<Fault | undefined> {
  try {
    const found = await hash;
    if (file.sha256 === undefined || file.sha256 === found) return undefined;
    const pointer = `${file.pointer}/sha256`;
    return { pointer, found: file.sha256, expected: `${found}, the SHA-256 of ${nameOf(file.url)}` };
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return {
      pointer: `${file.pointer}/src`,
      found: `no readable file (${reason})`,
      expected: nameOf(file.url),
    };
  }
}
