import { createHash } from 'node:crypto';
import { originOf, type ScreenIdentity, signerOf } from '../../../../src/core/as-run/screen-identity.ts';
import type { Archive } from '../../../../src/core/evidence/archive.ts';
import { signCheckpoint } from '../../../../src/core/tlog/checkpoint.ts';
import { encodeEntryBundle } from '../../../../src/core/tlog/entry-bundle.ts';
import { appendLeaf, type CompactRange, leafHash, rootOf } from '../../../../src/core/tlog/merkle.ts';
import { signNote, verifierKeyText } from '../../../../src/core/tlog/signed-note.ts';
import { TileBuilder, tilePath } from '../../../../src/core/tlog/tile.ts';
import { screen as usualScreen } from './honest-log.ts';

type Bytes = Uint8Array<ArrayBuffer>;
export type Files = Map<string, Bytes>;

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

/** A whole log as the files of an export, signed anew by `screen`, whatever its entries say. */
export function madeExport(entries: readonly Bytes[], screen: ScreenIdentity = usualScreen): Files {
  const files = treeOf(entries);
  let range: CompactRange = [];
  entries.forEach((entry, seq) => {
    range = appendLeaf(range, seq, leafHash(entry));
  });
  const origin = originOf(screen);
  const checkpoint = { origin, size: entries.length, root: rootOf(range) };
  files.set('checkpoint', utf8(signCheckpoint(checkpoint, signerOf(screen))));
  files.set('key.vkey', utf8(`${verifierKeyText(signerOf(screen))}\n`));
  for (const file of ['plays.csv', 'report.json', 'report.html', 'README.html']) files.set(file, utf8(file));
  files.set('manifest', manifestOf(files, entries.length, screen));
  return files;
}

function manifestOf(files: Files, size: number, screen: ScreenIdentity): Bytes {
  const origin = originOf(screen);
  const human = ['plays.csv', 'report.json', 'report.html', 'README.html'];
  const text = [
    'changming.export/v1',
    `origin ${origin}`,
    `size ${size}`,
    `entries 0 ${size}`,
    'made-at 2026-11-25T10:00:00.000+08:00',
    'by auditor',
    'player changming 0.1.0',
    'time-zone Asia/Shanghai',
    ...human.map(
      (file) =>
        `${createHash('sha256')
          .update(files.get(file) ?? '')
          .digest('hex')}  ${file}`,
    ),
    '',
  ].join('\n');
  return utf8(signNote(text, { ...signerOf(screen), name: `${origin}/export` }));
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
  return new TextDecoder().decode(files.get(path));
}
