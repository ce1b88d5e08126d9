import { openDB } from 'idb';
import { expect, it } from 'vitest';
import { AsRunDatabase } from '../../../src/browser/as-run-database.ts';
import { IndexedDbAsRunStore } from '../../../src/browser/as-run-store.ts';
import type { AsRunHead } from '../../../src/core/ports/as-run-store.ts';
import { asRunStoreContract } from '../../contracts/as-run-store.ts';

asRunStoreContract('IndexedDB', () => {
  const name = newName();
  // A database object of its own for each handle: two tabs share no connection.
  return () => new IndexedDbAsRunStore(new AsRunDatabase(name), 1);
});

it('leaves nothing of a commit whose transaction aborts half-way', async () => {
  const database = new AsRunDatabase(newName());
  const store = new IndexedDbAsRunStore(database, 1);
  await store.commit({ entries: [bytes('a')], head: head(1), inFlight: bytes('row') });
  const connection = await database.connect();
  await connection.add('entries', bytes('in the way'), [1, 2]);

  const commit = store.commit({ entries: [bytes('b'), bytes('c')], head: head(3), inFlight: undefined });

  await expect(commit).rejects.toMatchObject({ name: 'AsRunStoreError', code: 'corrupt' });
  expect(await store.readHead()).toEqual(head(1));
  expect(await connection.get('entries', [1, 1])).toBeUndefined();
  expect(await store.readInFlight()).toEqual(bytes('row'));
});

it('keeps the epochs of a screen apart', async () => {
  const database = new AsRunDatabase(newName());
  const [first, second] = [new IndexedDbAsRunStore(database, 1), new IndexedDbAsRunStore(database, 2)];
  await first.commit({ entries: [bytes('a'), bytes('b')], head: head(2), inFlight: bytes('row') });
  expect(await second.readHead()).toBeUndefined();
  expect(await second.readEntries(0, 9)).toEqual([]);
  expect(await second.readInFlight()).toBeUndefined();
  await second.commit({ entries: [bytes('c')], head: head(1), inFlight: undefined });
  expect(await first.readEntries(0, 9)).toEqual([bytes('a'), bytes('b')]);
});

it('opens its database again when the browser has closed the connection', async () => {
  const database = new AsRunDatabase(newName());
  const store = new IndexedDbAsRunStore(database, 1);
  await store.commit({ entries: [bytes('a')], head: head(1), inFlight: undefined });
  (await database.connect()).close();
  await store.commit({ entries: [bytes('b')], head: head(2), inFlight: undefined });
  (await database.connect()).close();
  expect(await store.readEntries(0, 9)).toEqual([bytes('a'), bytes('b')]);
});

it('gives way to a newer program and says that the store is closed', async () => {
  const name = newName();
  const store = new IndexedDbAsRunStore(new AsRunDatabase(name), 1);
  await store.commit({ entries: [bytes('a')], head: head(1), inFlight: undefined });
  const newer = await openDB(name, 2);
  await expect(store.readHead()).rejects.toMatchObject({ name: 'AsRunStoreError', code: 'closed' });
  expect(await newer.count('entries')).toBe(1);
});

it('reports a full disk as such', async () => {
  const database = new AsRunDatabase(newName());
  const store = new IndexedDbAsRunStore(database, 1);
  await store.readHead();
  const { add } = IDBObjectStore.prototype;
  IDBObjectStore.prototype.add = () => {
    throw new DOMException('The disk is full', 'QuotaExceededError');
  };
  try {
    const commit = store.commit({ entries: [bytes('a')], head: head(1), inFlight: undefined });
    await expect(commit).rejects.toMatchObject({ name: 'AsRunStoreError', code: 'quota' });
  } finally {
    IDBObjectStore.prototype.add = add;
  }
  expect(await store.readHead()).toBeUndefined();
});

function newName(): string {
  return `as-run-${crypto.randomUUID()}`;
}

function head(size: number): AsRunHead {
  return { origin: 'changming/test/1', size, range: [], checkpoint: `${size}` };
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

it('replaces an empty database that somebody who only looked has left, instead of failing in it for ever', async () => {
  const name = `looked-at-${performance.now()}`;
  (await openDB(name)).close();
  const store = new IndexedDbAsRunStore(new AsRunDatabase(name), 1);
  expect(await store.readHead()).toBeUndefined();
  store.close();
});
