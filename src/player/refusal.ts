import { formatFault } from '../core/playlist/fault.ts';
import type { ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import type { Refusal } from './programme-installer.ts';

/** Most faults that one entry of the log lists; the rest are counted. */
const listed = 20;

/** A refusal as the log and the panel say it, and the programme it is about, where that could be read. */
export function refusalInWords(
  refusal: Refusal,
  url: string,
): { faults: string[]; programme?: ResolvedProgramme } {
  switch (refusal.code) {
    case 'unreachable':
      return { faults: [`Cannot reach ${url}: ${refusal.detail}`] };
    case 'older-revision':
      return {
        faults: [
          `Cannot take ${url}: revision ${refusal.offered} is older than ${refusal.active}, which plays`,
        ],
      };
    case 'media':
      return { faults: [refusal.error.message], programme: refusal.resolved };
    case 'faults': {
      const lines = refusal.faults.slice(0, listed).map((fault) => formatFault(fault, 'en'));
      const more = refusal.faults.length - lines.length + (refusal.unlisted ?? 0);
      return { faults: more > 0 ? [...lines, `and ${more} more`] : lines };
    }
  }
}
