import { systemClock } from '../browser/system-clock.ts';
import { formatFault } from '../core/playlist/fault.ts';
import type { ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import type { Journal } from '../core/playout/journal.ts';
import type { FaultStatus } from '../elements/panel/panel-status.ts';
import type { Refusal } from './programme-installer.ts';

/** Most faults that one entry of the log lists; the rest are counted. */
const listed = 20;

let last = '';

/** Writes a refusal into the log, once and not at every poll that meets it again; gives what the panel then says. */
export function noteRefusal(
  refusal: Refusal,
  url: string,
  screen: { readonly journal: Journal; readonly playout: { readonly programme: ResolvedProgramme } },
): FaultStatus | undefined {
  const { faults, programme } = refusalInWords(refusal, url);
  const key = `${refusal.code} ${faults.join(' ')}`;
  if (refusal.code === 'unreachable' || key === last) return undefined;
  last = key;
  const inForce = screen.playout.programme;
  const refused = programme ?? { ...inForce, programme: { id: 'unknown', revision: 0 }, sha256: '' };
  const { id, revision } = refused.programme;
  void screen.journal.write({
    type: 'programme',
    ...screen.journal.stamp(),
    action: 'refused',
    programme: { id, revision },
    sha256: refused.sha256,
    faults,
  });
  return {
    atMs: systemClock.wallMs(),
    what: `programme: ${faults[0] ?? refusal.code}`,
    recovery: 'the present programme goes on',
  };
}

/** A refusal as the log and the panel say it, and the programme it is about, where that could be read. */
function refusalInWords(refusal: Refusal, url: string): { faults: string[]; programme?: ResolvedProgramme } {
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
