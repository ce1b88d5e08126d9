import type { ProgrammeSpot } from '../core/playlist/programme-spot.ts';
import { isWeb } from './load-programme.ts';

/**
 * What is allowed but deserves a look, one line per matter.
 * @param webIsChecked whether files at http(s) addresses were fetched and compared
 */
export function noticesOf(spots: readonly ProgrammeSpot[], nowMs: number, webIsChecked: boolean): string[] {
  // Dates have no zone here; a review dated tomorrow somewhere on Earth may be today.
  const latestToday = new Date(nowMs + 14 * 3_600_000).toISOString().slice(0, 10);
  const earliestToday = new Date(nowMs - 12 * 3_600_000).toISOString().slice(0, 10);
  const matters: [matter: string, applies: (spot: ProgrammeSpot) => boolean][] = [
    ['anti-fraud without a review', ({ spot }) => spot.category === 'anti-fraud' && !spot.review],
    ['reviewed in the future', ({ spot }) => (spot.review?.on ?? '') > latestToday],
    ['flight is over', ({ spot }) => spot.flight?.to !== undefined && spot.flight.to < earliestToday],
    ['anti-fraud as a web page, whose picture proves nothing', isAntiFraudPage],
    ['file without a SHA-256, so damage goes unnoticed', lacksHash],
    [
      'file at an http(s) address, not fetched',
      ({ url }) => !webIsChecked && url !== undefined && isWeb(url),
    ],
  ];
  return matters.flatMap(([matter, applies]) => {
    const keys = spots.filter(applies).map(({ key }) => key);
    return keys.length > 0 ? [`notice: ${keys.length} × ${matter}: ${listOf(keys)}`] : [];
  });
}

function isAntiFraudPage({ spot }: ProgrammeSpot): boolean {
  return spot.kind === 'web' && spot.category === 'anti-fraud';
}

function lacksHash({ spot }: ProgrammeSpot): boolean {
  if (spot.kind === 'slogan' || spot.kind === 'web' || spot.src === undefined) return false;
  const live = spot.kind === 'hls' && spot.durationMs === undefined;
  return !live && spot.sha256 === undefined;
}

function listOf(keys: readonly string[]): string {
  const shown = keys.slice(0, 5).join(', ');
  return keys.length > 5 ? `${shown} and ${keys.length - 5} more` : shown;
}
