import { createHash, randomBytes } from 'node:crypto';
import { rename, rm } from 'node:fs/promises';
import type { EntryDraft } from '../../core/as-run/entry.ts';
import { encodeEntry, trimDraft } from '../../core/as-run/entry-text.ts';
import { identityOf, originOf, verifierOf } from '../../core/as-run/screen-identity.ts';
import { exportLog } from '../../core/evidence/export/export-log.ts';
import type { ResolvedProgramme } from '../../core/playlist/programme-spot.ts';
import { encodeBase64 } from '../../core/tlog/base64.ts';
import { rootOf } from '../../core/tlog/merkle.ts';
import { verifierKeyText } from '../../core/tlog/signed-note.ts';
import { isoWithOffset } from '../../core/wall-time.ts';
import { writeZip } from '../../core/zip/write-zip.ts';
import type { ZonePlay } from '../../core/zones/simulate-zones.ts';
import { writeChunks } from '../write-chunks.ts';
import { simulatedDrafts } from './simulated-drafts.ts';
import { SpooledLog } from './spooled-log.ts';

export interface SimulatedExport {
  readonly plays: Iterable<ZonePlay>;
  readonly programme: ResolvedProgramme;
  readonly fromWallMs: number;
  /** Name and version of this program. */
  readonly player: string;
  /** Makes the throw-away key; the same seed gives the same file to the byte. Random when left out. */
  readonly seed?: number;
}

/** What was written, to print. */
export interface ExportReceipt {
  readonly export: string;
  readonly origin: string;
  readonly entries: number;
  readonly root: string;
  readonly key: string;
}

/**
 * Writes the log that a screen would have kept of these plays as an export. The file appears whole or not at all; while
 * it is made, two files lie beside it, `<file>.log` and `<file>.part`.
 */
export async function exportSimulated(file: string, options: SimulatedExport): Promise<ExportReceipt> {
  const { plays, programme, fromWallMs, seed } = options;
  const player = `${options.player} (simulated)`;
  const screen = identityOf(throwAwayKey(seed));
  const log = await SpooledLog.create(`${file}.log`, screen);
  try {
    let last: EntryDraft | undefined;
    for (const draft of simulatedDrafts({ plays, programme, player })) {
      await log.append(encodeEntry({ ...trimDraft(draft), seq: log.size, screen: screen.screenId }));
      last = draft;
    }
    // The simulated screen's own clock: the same seed gives the same bytes.
    const madeAt = last?.at ?? isoWithOffset(fromWallMs, programme.programme.timeZone);
    const files = exportLog({ log, screen, madeAt, by: 'simulator', player });
    await writeChunks(`${file}.part`, writeZip(files, { modified: madeAt }));
    await rename(`${file}.part`, file);
    const head = await log.readHead();
    const root = encodeBase64(rootOf(head.range));
    return {
      export: file,
      origin: originOf(screen),
      entries: log.size,
      root,
      key: verifierKeyText(verifierOf(screen)),
    };
  } finally {
    await log.close();
    await rm(`${file}.part`, { force: true });
  }
}

function throwAwayKey(seed: number | undefined): Uint8Array {
  if (seed === undefined) return Uint8Array.from(randomBytes(32));
  return Uint8Array.from(createHash('sha256').update(`changming simulated screen ${seed}`).digest());
}
