import { noteExport } from '../../browser/export-request.ts';
import type { SequenceRange } from '../../core/evidence/carried-entries.ts';
import { isoWithOffset } from '../../core/wall-time.ts';
import { runJob } from '../worker/run-job.ts';
import type { EvidenceDesk, EvidenceRequest, SavedEvidence } from './evidence-desk.ts';
import { saveFile } from './save-file.ts';

export interface DeviceEvidenceParts {
  /** Name of the database that has the log. */
  readonly database: string;
  /** Name and version of this program. */
  readonly player: string;
  /** The size of a log as it stands. */
  readonly sizeOf: (epoch: number) => Promise<number>;
  readonly noteExport?: typeof noteExport;
  /** Asks the person where to; undefined for the browser's downloads. */
  readonly chooseTarget?: typeof chooseTarget;
  readonly wallMs?: () => number;
}

/** Exports of this device's log: noted in it first, then made in a worker, straight to disk where the browser can. */
export class DeviceEvidence implements EvidenceDesk {
  readonly #parts: DeviceEvidenceParts;

  constructor(parts: DeviceEvidenceParts) {
    this.#parts = parts;
  }

  async save(request: EvidenceRequest): Promise<SavedEvidence> {
    const { format, epoch, by, signal, onProgress } = request;
    // First of all: the browser lets a file be chosen only right after the press of a button.
    const target = await (this.#parts.chooseTarget ?? chooseTarget)(request.fileName);
    const range = request.range ?? { from: 0, to: await this.#parts.sizeOf(epoch) };
    const noted = await (this.#parts.noteExport ?? noteExport)({ by, ...range });
    const { database, player, wallMs } = this.#parts;
    const madeAt = nowInIso(wallMs);
    const claimed: { range?: SequenceRange } = request.range ? { range: request.range } : {};
    const file = await runJob(
      'export',
      { database, player, format, epoch, by, madeAt, ...claimed, ...(target ? { target } : {}) },
      { signal, onProgress: (_step, done, total) => onProgress(done, total) },
    );
    if (file) saveFile(file, request.fileName);
    return { noted: noted.noted };
  }
}

/** ISO 8601 with the offset of this computer. */
export function nowInIso(wallMs: () => number = Date.now): string {
  return isoWithOffset(wallMs(), Intl.DateTimeFormat().resolvedOptions().timeZone);
}

/** Chrome has had it since 86, on secure origins. */
type Picker = (options: { suggestedName: string }) => Promise<FileSystemFileHandle>;

/** Undefined where the browser only has downloads. Rejects with an AbortError when the person thinks better of it. */
async function chooseTarget(fileName: string): Promise<FileSystemFileHandle | undefined> {
  const { showSaveFilePicker: pick } = window as { showSaveFilePicker?: Picker };
  if (!pick) return undefined;
  try {
    return await pick.call(window, { suggestedName: fileName });
  } catch (error) {
    // Not allowed here, as in a frame: then a download.
    if (error instanceof DOMException && error.name !== 'AbortError') return undefined;
    throw error;
  }
}
