import { createHash } from 'node:crypto';
import { originOf, type ScreenIdentity, signerOf } from '../../../../src/core/as-run/screen-identity.ts';
import { emptyHead, growHead } from '../../../../src/core/as-run/tree-head.ts';
import type { Archive } from '../../../../src/core/evidence/archive.ts';
import type { SequenceRange } from '../../../../src/core/evidence/carried-entries.ts';
import { exportLog } from '../../../../src/core/evidence/export/export-log.ts';
import type { AsRunReader } from '../../../../src/core/report/extend-play-columns.ts';
import { encodeEntryBundle } from '../../../../src/core/tlog/entry-bundle.ts';
import { leafHash } from '../../../../src/core/tlog/merkle.ts';
import { parseNote, signNote } from '../../../../src/core/tlog/signed-note.ts';
import { TileBuilder, tilePath } from '../../../../src/core/tlog/tile.ts';
import { screen as usualScreen } from './honest-log.ts';

type Bytes = Uint8Array<ArrayBuffer>;
export type Files = Map<string, Bytes>;

export const player = 'changming 0.1.0';

export const utf8 = (text: string): Bytes => new TextEncoder().encode(text);

/** Tiles and bundles of a log. */
export function treeOf(entries: readonly Bytes[]): Files {
  const files: Files = new Map();
  const tiles = new TileBuilder();
  for (const entry of entries) {
    for (const { tile, hashes } of tiles.add(leafHash(entry))) files.set(tilePath(tile), hashes);
  }
  for (const { tile, hashes } of tiles.partial()) files.set(tilePath(tile), hashes);
  for (let from = 0; from < entries.length; from += 256) {
    const part = entries.slice(from, from + 256);
    const path = tilePath({ level: 'entries', index: from / 256, width: part.length });
    files.set(path, encodeEntryBundle(part));
  }
  return files;
}

/** An export as the screen itself makes it, whatever its entries say: the whole log or a range of it. */
export async function madeExport(
  entries: readonly Bytes[],
  screen: ScreenIdentity = usualScreen,
  range?: SequenceRange,
  by = player,
): Promise<Files> {
  const files: Files = new Map();
  const exported = exportLog({
    log: logOf(entries, screen),
    screen,
    ...(range ? { range } : {}),
    madeAt: '2026-11-25T10:00:00.000+08:00',
    by: 'auditor',
    player: by,
  });
  for await (const { path, chunks } of exported) {
    const pieces: Bytes[] = [];
    for await (const chunk of chunks) pieces.push(chunk.slice());
    files.set(path, Uint8Array.from(Buffer.concat(pieces)));
  }
  return files;
}

function logOf(entries: readonly Bytes[], screen: ScreenIdentity): AsRunReader {
  const head = growHead(emptyHead(screen), entries, screen);
  return {
    readHead: async () => head,
    readEntries: async (from, to) => entries.slice(from, to),
  };
}

/**
 * Signs the manifest anew, as the owner of the key can.
 * @param change what becomes of its text; the hashes of the files are put right after it
 */
export function resign(
  files: Files,
  change: (text: string) => string = (text) => text,
  screen = usualScreen,
): Files {
  const { text } = parseNote(textIn(files, 'manifest'));
  const hashed = text.replace(/^[0-9a-f]{64} {2}(\S+)$/gm, (line, path: string) => {
    const bytes = files.get(path);
    return bytes ? `${createHash('sha256').update(bytes).digest('hex')}  ${path}` : line;
  });
  const signer = { ...signerOf(screen), name: `${originOf(screen)}/export` };
  return new Map(files).set('manifest', utf8(signNote(change(hashed), signer)));
}

export function archiveOf(files: Files): Archive {
  return {
    paths: [...files.keys()],
    open(path) {
      const bytes = files.get(path);
      return bytes && inPieces(bytes);
    },
  };
}

async function* inPieces(bytes: Bytes): AsyncGenerator<Bytes> {
  for (let from = 0; from < bytes.length; from += 1000) yield bytes.subarray(from, from + 1000);
}

export function textIn(files: Files, path: string): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(files.get(path));
}
