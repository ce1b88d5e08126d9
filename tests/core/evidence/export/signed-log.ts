import type { AsRunEntry } from '../../../../src/core/as-run/entry.ts';
import { identityOf } from '../../../../src/core/as-run/screen-identity.ts';
import { emptyHead, growHead } from '../../../../src/core/as-run/tree-head.ts';
import type { ArchiveFile } from '../../../../src/core/evidence/archive.ts';
import { type ExportOptions, exportLog } from '../../../../src/core/evidence/export/export-log.ts';
import type { AsRunReader } from '../../../../src/core/report/extend-play-columns.ts';
import { bytesOf } from '../../report/screen-world.ts';

export const screen = identityOf(new Uint8Array(32).fill(11));

/** A log that the test's screen has signed. */
export class SignedLog implements AsRunReader {
  entries: Uint8Array<ArrayBuffer>[];
  head: ReturnType<typeof emptyHead>;

  constructor(entries: readonly AsRunEntry[]) {
    this.entries = bytesOf(entries);
    this.head = growHead(emptyHead(screen), this.entries, screen);
  }

  async readHead() {
    return this.head;
  }

  async readEntries(from: number, to: number) {
    return this.entries.slice(from, to);
  }
}

export const asked: Omit<ExportOptions, 'log'> = {
  screen,
  madeAt: '2026-11-22T10:00:00.000+08:00',
  by: '督导组 王芳',
  player: 'Changming 0.1.0',
};

export type Files = Map<string, Uint8Array<ArrayBuffer>>;

/** The files of an export by path, in the order in which they came. */
export async function filesOf(log: AsRunReader, options: Partial<ExportOptions> = {}): Promise<Files> {
  const files: Files = new Map();
  for await (const file of exportLog({ log, ...asked, ...options })) {
    if (files.has(file.path)) throw new Error(`${file.path} came twice`);
    files.set(file.path, await bytesOfFile(file));
  }
  return files;
}

export async function bytesOfFile({ chunks }: ArchiveFile): Promise<Uint8Array<ArrayBuffer>> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Uint8Array.from(Buffer.concat(all));
}

export function textOf(files: Files, path: string): string {
  const bytes = files.get(path);
  if (!bytes) throw new Error(`${path} is not there`);
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
