import type { AsRunEntry } from '../../src/core/as-run/entry.ts';
import { encodeEntry } from '../../src/core/as-run/entry-text.ts';
import { originOf, type ScreenIdentity, signerOf } from '../../src/core/as-run/screen-identity.ts';
import { type ExportOptions, exportLog } from '../../src/core/evidence/export/export-log.ts';
import type { AsRunReader } from '../../src/core/report/extend-play-columns.ts';
import { signCheckpoint } from '../../src/core/tlog/checkpoint.ts';
import { appendLeaf, type CompactRange, leafHash, rootOf } from '../../src/core/tlog/merkle.ts';
import { lobbyEntries } from '../contracts/lobby-log.ts';

type Bytes = Uint8Array<ArrayBuffer>;

/** A lobby's log of any length, made while it is read: it is only ever read from its beginning. */
export class SampleLog implements AsRunReader {
  readonly screen: ScreenIdentity;
  readonly size: number;
  readonly #plays: number;
  readonly #range: CompactRange;
  #entries: Iterator<AsRunEntry> | undefined;

  constructor(screen: ScreenIdentity, plays: number) {
    this.screen = screen;
    this.#plays = plays;
    let range: CompactRange = [];
    let size = 0;
    for (const entry of this.#make()) range = appendLeaf(range, size++, leafHash(this.#encode(entry)));
    this.#range = range;
    this.size = size;
  }

  async readHead() {
    const { screen, size } = this;
    const checkpoint = { origin: originOf(screen), size, root: rootOf(this.#range) };
    const signed = signCheckpoint(checkpoint, signerOf(screen));
    return { origin: checkpoint.origin, size, range: this.#range, checkpoint: signed };
  }

  async readEntries(from: number, to: number): Promise<Bytes[]> {
    if (from === 0) this.#entries = this.#make();
    const page: Bytes[] = [];
    while (page.length < to - from) {
      const next = this.#entries?.next();
      if (!next || next.done) break;
      page.push(this.#encode(next.value));
    }
    return page;
  }

  #make(): Generator<AsRunEntry, void> {
    return lobbyEntries({ plays: this.#plays, lastDate: '2026-11-22' });
  }

  #encode(entry: AsRunEntry): Bytes {
    return encodeEntry({ ...entry, screen: this.screen.screenId });
  }
}

/** The files of a small export. */
export async function exportedFiles(
  log: SampleLog,
  names: Pick<ExportOptions, 'madeAt' | 'by' | 'player'>,
): Promise<Map<string, Bytes>> {
  const files = new Map<string, Bytes>();
  for await (const { path, chunks } of exportLog({ ...names, log, screen: log.screen })) {
    const pieces: Bytes[] = [];
    for await (const chunk of chunks) pieces.push(chunk.slice());
    files.set(path, Uint8Array.from(Buffer.concat(pieces)));
  }
  return files;
}
