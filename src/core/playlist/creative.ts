import type { Creative } from '../ports/media-store.ts';
import { spotsOfAllZones } from '../zones/all-spots.ts';
import { playsHere } from './plays-here.ts';
import type { ProgrammeSpot, ResolvedProgramme } from './programme-spot.ts';

/** The creatives to keep for offline play, each once: those of the spots that may ever play on this screen. */
export function creativesOf(resolved: ResolvedProgramme): Creative[] {
  const creatives = new Map<string, Creative>();
  for (const spot of spotsOfAllZones(resolved)) {
    const creative = playsHere(resolved.programme, spot.spot) ? creativeOf(spot) : undefined;
    if (creative) creatives.set(`${creative.url} ${creative.sha256 ?? ''}`, creative);
  }
  return [...creatives.values()];
}

/** The creative of one spot; undefined for what needs no file or cannot be kept: a live stream, a web page. */
export function creativeOf({ spot, url, files }: ProgrammeSpot): Creative | undefined {
  if (url === undefined || spot.kind === 'web' || spot.kind === 'slogan') return undefined;
  if (spot.kind === 'hls' && spot.durationMs === undefined) return undefined;
  return {
    url,
    kind: spot.kind === 'hls' ? 'hls' : 'file',
    ...(spot.sha256 === undefined ? {} : { sha256: spot.sha256 }),
    ...(files ? { files } : {}),
  };
}
