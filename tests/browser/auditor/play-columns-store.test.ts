import { describe, expect, it } from 'vitest';
import { IndexedDbPlayColumnsStore } from '../../../src/browser/play-columns-store.ts';
import { extendPlayColumns, readPlayTable } from '../../../src/core/report/extend-play-columns.ts';
import { MemoryPlayColumnsStore } from '../../../src/core/report/memory-play-columns-store.ts';
import { rowsPerChunk } from '../../../src/core/report/play-columns.ts';
import { lobbyEntries } from '../../contracts/lobby-log.ts';
import { Device } from './seeded-desk.ts';

async function seeded(plays = 3 * rowsPerChunk) {
  const device = new Device();
  await device.write(lobbyEntries({ plays, lastDate: '2026-11-22' }));
  const name = `${device.name}-columns`;
  return { device, name, columns: await IndexedDbPlayColumnsStore.open(name) };
}

/** Reaches past the store, as a fault of the disk would. */
async function damage(name: string, change: (chunks: IDBObjectStore) => void): Promise<void> {
  const opening = indexedDB.open(name);
  await new Promise((resolve) => opening.addEventListener('success', resolve));
  const transaction = opening.result.transaction('chunks', 'readwrite');
  change(transaction.objectStore('chunks'));
  await new Promise((resolve) => transaction.addEventListener('complete', resolve));
  opening.result.close();
}

describe('IndexedDbPlayColumnsStore', () => {
  it('gives the same table as columns made now, also after it has been opened again', async () => {
    const { device, name, columns } = await seeded();
    const expected = await readPlayTable(device.store, new MemoryPlayColumnsStore());
    expect(await readPlayTable(device.store, columns)).toEqual(expected);
    columns.close();
    expect(await readPlayTable(device.store, await IndexedDbPlayColumnsStore.open(name))).toEqual(expected);
  });

  it('is built anew when a chunk is missing or changed', async () => {
    const { device, name, columns } = await seeded();
    const expected = await readPlayTable(device.store, columns);
    await damage(name, (chunks) => chunks.delete(rowsPerChunk));
    expect(await readPlayTable(device.store, columns)).toEqual(expected);
    await damage(name, (chunks) => {
      const reading = chunks.get(0);
      reading.addEventListener('success', () => {
        const { bytes, checksum } = reading.result;
        const view = new DataView(bytes);
        view.setUint8(77, view.getUint8(77) ^ 4);
        chunks.put({ bytes, checksum }, 0);
      });
    });
    expect(await readPlayTable(device.store, columns)).toEqual(expected);
  });

  it('is built anew for another log', async () => {
    const { columns } = await seeded(2 * rowsPerChunk);
    const other = await seeded();
    const expected = await readPlayTable(other.device.store, new MemoryPlayColumnsStore());
    expect(await readPlayTable(other.device.store, columns)).toEqual(expected);
  });

  it('comes to the same when two tabs extend it at once', async () => {
    const { device, name, columns } = await seeded(5 * rowsPerChunk);
    const otherTab = await IndexedDbPlayColumnsStore.open(name);
    await Promise.all([extendPlayColumns(device.store, columns), extendPlayColumns(device.store, otherTab)]);
    const expected = await readPlayTable(device.store, new MemoryPlayColumnsStore());
    expect(await readPlayTable(device.store, columns)).toEqual(expected);
  });
});
