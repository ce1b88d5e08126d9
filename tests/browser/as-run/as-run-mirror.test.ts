import { expect, it, vi } from 'vitest';
import { OpfsAsRunMirror } from '../../../src/browser/as-run-mirror.ts';
import { OpfsAppendFiles } from '../../../src/browser/opfs-append-files.ts';
import { asRunMirrorContract } from '../../contracts/as-run-mirror.ts';
import { emptyFolder, filesOf } from './opfs.ts';

// A worker starts slowly on a busy machine; no promise here is about speed.
vi.setConfig({ testTimeout: 120_000 });

const origin = 'changming/abcdefghijklmnop/1';

asRunMirrorContract('the private file system', async () => {
  const root = emptyFolder();
  let mirror: OpfsAsRunMirror | undefined;
  return {
    open: async () => {
      mirror?.close();
      mirror = new OpfsAsRunMirror(root);
      return mirror;
    },
    files: async () => {
      mirror?.close();
      return filesOf(root);
    },
  };
});

it('starts its worker again after it has died, and has everything', async () => {
  const mirror = new OpfsAsRunMirror(emptyFolder());
  await mirror.open(origin);
  await mirror.append({ from: 0, entries: [Uint8Array.of(1)], checkpoint: 'one' });
  mirror.close();
  expect(await mirror.open(origin)).toMatchObject({ size: 1, checkpoint: 'one' });
});

it('says that a second page finds the files in use, and has not touched them', async () => {
  const root = emptyFolder();
  const [one, other] = [new OpfsAsRunMirror(root), new OpfsAsRunMirror(root)];
  await one.open(origin);
  await one.append({ from: 0, entries: [Uint8Array.of(1)], checkpoint: 'one' });
  await expect(other.open(origin)).rejects.toMatchObject({ name: 'AsRunStoreError', code: 'device' });
  await one.append({ from: 1, entries: [Uint8Array.of(2)], checkpoint: 'two' });
  one.close();
  expect(await other.open(origin)).toMatchObject({ size: 2 });
});

it('says so where the browser has no sync access handles, as in a page', async () => {
  const files = new OpfsAppendFiles(emptyFolder());
  const write = files.write('a/b.log', 0, Uint8Array.of(1));
  await expect(write).rejects.toMatchObject({ name: 'AsRunStoreError', code: 'unsupported' });
});

it.each([
  ['SecurityError', 'unsupported'],
  ['QuotaExceededError', 'quota'],
  ['UnknownError', 'device'],
])('reports %s of the file system as %s', async (name, code) => {
  const { getDirectory } = StorageManager.prototype;
  StorageManager.prototype.getDirectory = () => Promise.reject(new DOMException('no', name));
  try {
    const list = new OpfsAppendFiles().list('as-run');
    await expect(list).rejects.toMatchObject({ name: 'AsRunStoreError', code });
  } finally {
    StorageManager.prototype.getDirectory = getDirectory;
  }
});
