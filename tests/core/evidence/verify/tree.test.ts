import { beforeAll, describe, expect, test, vi } from 'vitest';
import { originOf, signerOf } from '../../../../src/core/as-run/screen-identity.ts';
import { signCheckpoint } from '../../../../src/core/tlog/checkpoint.ts';
import { naiveRoot } from '../../tlog/independent-verification.ts';
import { evidenceOf, failuresAfter, verifyFiles } from './asked.ts';
import { bytesOf, honestLog, screen } from './honest-log.ts';
import { type Files, madeExport, treeOf, utf8 } from './made-export.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Bytes = Uint8Array<ArrayBuffer>;

let entries: Bytes[];
let files: Files;
/** The files as the owner of the disk would make them from other entries, without the power to sign. */
let rewritten: Files;
let victim: number;

beforeAll(async () => {
  entries = bytesOf(await honestLog());
  files = await madeExport(entries);
  victim = entries.findIndex((entry) => text(entry).includes('"type":"fault"'));
  // Of the same length and well-formed: nothing but its hash can tell.
  const forge = (entry: Bytes) => utf8(text(entry).replace(/"detail":"./, '"detail":"~'));
  rewritten = treeOf(entries.map((entry, seq) => (seq === victim ? forge(entry) : entry)));
});

/** Takes files of the rewritten log into the export. */
function take(...paths: string[]) {
  return (into: Files) => {
    for (const path of paths) into.set(path, rewritten.get(path) as Bytes);
  };
}

const bundleOf = (index: number, width = 256) =>
  `tile/entries/00${index}${width === 256 ? '' : `.p/${width}`}`;

describe('an owner who rewrites the log and cannot sign it', () => {
  test('rewrites an entry: entry-hash-differs names it', async () => {
    expect(await failuresAfter(files, take(bundleOf(0)))).toEqual(['tree: entry-hash-differs']);
    const changed = new Map(files);
    take(bundleOf(0))(changed);
    expect(evidenceOf(await verifyFiles(changed), 'entry-hash-differs')).toMatchObject({ entry: victim });
  });

  test('rewrites an entry and its hash: tile-hash-differs', async () => {
    expect(await failuresAfter(files, take(bundleOf(0), 'tile/0/000'))).toEqual(['tree: tile-hash-differs']);
  });

  test('rewrites an entry and every tile: root-differs', async () => {
    const paths = [...rewritten.keys()];
    expect(await failuresAfter(files, take(...paths))).toEqual(['tree: root-differs']);
  });

  test('exchanges two tiles: both differ from the tile above, and all their entries from them', async () => {
    const swapped = await failuresAfter(files, (into) => {
      into.set('tile/0/000', files.get('tile/0/001') as Bytes);
      into.set('tile/0/001', files.get('tile/0/000') as Bytes);
    });
    expect(swapped).toEqual(['tree: entry-hash-differs', 'tree: tile-hash-differs']);
  });

  test('exchanges two bundles: their entries are in the wrong places', async () => {
    const swapped = await failuresAfter(files, (into) => {
      into.set(bundleOf(0), files.get(bundleOf(1)) as Bytes);
      into.set(bundleOf(1), files.get(bundleOf(0)) as Bytes);
    });
    expect(swapped).toContain('tree: entry-hash-differs');
    expect(swapped).toContain('continuity: sequence-broken');
  });

  test('cuts a bundle short: bundle-missing, for the tree does not follow from what is left', async () => {
    const cut = await failuresAfter(files, (into) => {
      into.set(bundleOf(0), (files.get(bundleOf(0)) as Bytes).slice(0, 1000));
    });
    expect(cut.filter((code) => code.startsWith('tree'))).toEqual(['tree: bundle-missing']);
    expect(cut.filter((code) => code.startsWith('format'))).not.toEqual([]);
  });

  test('takes a bundle out: bundle-missing', async () => {
    const taken = await failuresAfter(files, (into) => into.delete(bundleOf(1)));
    expect(taken.filter((code) => code.startsWith('tree'))).toEqual(['tree: bundle-missing']);
  });

  test('takes a tile out: tile-missing', async () => {
    expect(await failuresAfter(files, (into) => into.delete('tile/0/001'))).toEqual(['tree: tile-missing']);
  });

  test('drops the last entries: the checkpoint still says how many there were', async () => {
    const fewer = treeOf(entries.slice(0, -3));
    const dropped = await failuresAfter(files, (into) => {
      for (const path of into.keys()) if (path.startsWith('tile/')) into.delete(path);
      for (const [path, bytes] of fewer) into.set(path, bytes);
    });
    expect(dropped).toContain('tree: bundle-missing');
    expect(dropped).toContain('tree: tile-missing');
    expect(dropped).toContain('format: file-unexpected');
  });
});

test('a checkpoint with another root, signed by the screen itself, is not the root of these entries', async () => {
  const checkpoint = { origin: originOf(screen), size: entries.length, root: new Uint8Array(32) };
  const signed = utf8(signCheckpoint(checkpoint, signerOf(screen)));
  const failures = await failuresAfter(files, (into) => into.set('checkpoint', signed));
  expect(failures[0]).toBe('tree: root-differs');
});

describe('every size of a log, the edges of tiles among them, verifies', () => {
  test.each([1, 2, 255, 256, 257, 511, 512, 513])('%i entries', async (size) => {
    const verdict = await verifyFiles(await madeExport(entries.slice(0, size)));
    expect(verdict.steps[1]).toMatchObject({ step: 'tree', outcome: 'passed' });
  });

  test('no entries at all', async () => {
    expect((await verifyFiles(await madeExport([]))).holds).toBe(true);
  });

  test('65,536 and one more, where a third level begins', async () => {
    const leaves = Array.from({ length: 65_537 }, (_, seq) => utf8(String(seq)));
    for (const size of [65_536, 65_537]) {
      const tiles = treeOf(leaves.slice(0, size));
      for (const path of tiles.keys()) if (path.startsWith('tile/entries')) tiles.delete(path);
      const root = Uint8Array.from(naiveRoot(leaves.slice(0, size)));
      const checkpoint = { origin: originOf(screen), size, root };
      tiles.set('checkpoint', utf8(signCheckpoint(checkpoint, signerOf(screen))));
      const ofTree = async (change: (files: Files) => void) =>
        (await failuresAfter(tiles, change)).filter((code) => code.startsWith('tree'));
      expect(await ofTree(() => {})).toEqual(['tree: bundle-missing']);
      expect(await ofTree((into) => into.delete('tile/1/000'))).toContain('tree: tile-missing');
      expect(await ofTree((into) => into.set('tile/0/000', new Uint8Array(8192)))).toContain(
        'tree: tile-hash-differs',
      );
    }
  });
});

function text(bytes: Bytes): string {
  return new TextDecoder().decode(bytes);
}
