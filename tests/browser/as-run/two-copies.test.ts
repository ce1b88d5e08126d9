import { deleteDB } from 'idb';
import { expect, it, vi } from 'vitest';
import { AsRunDatabase } from '../../../src/browser/as-run-database.ts';
import { OpfsAsRunMirror } from '../../../src/browser/as-run-mirror.ts';
import { IndexedDbAsRunStore } from '../../../src/browser/as-run-store.ts';
import type { EntryDraft, Stamp } from '../../../src/core/as-run/entry.ts';
import { MirroredAsRunStore } from '../../../src/core/as-run/mirrored-store.ts';
import { openAsRunLog } from '../../../src/core/as-run/open-as-run-log.ts';
import { asRunStoreContract, contractScreen } from '../../contracts/as-run-store.ts';
import { newScreen, start, type TestScreen } from './home.ts';
import { emptyFolder, filesOf, removeFolder } from './opfs.ts';

// A worker starts slowly on a busy machine; no promise here is about speed.
vi.setConfig({ testTimeout: 120_000 });

asRunStoreContract('IndexedDB with a second copy in the private file system', () => {
  const [name, root] = [newScreen().databaseName, emptyFolder()];
  let holder: OpfsAsRunMirror | undefined;
  return async () => {
    const primary = new IndexedDbAsRunStore(new AsRunDatabase(name), 1);
    // The second of two handles has to do without: the files are open to one at a time.
    const mirror = holder ? undefined : new OpfsAsRunMirror(root);
    holder ??= mirror;
    const store = await MirroredAsRunStore.open({ primary, mirror, screen: contractScreen, isNew: false });
    const close = store.close.bind(store);
    store.close = () => {
      if (holder === mirror) holder = undefined;
      mirror?.close();
      close();
    };
    return store;
  };
});

it('has every play after the database was thrown away, under the same name', async () => {
  const screen = newScreen();
  const before = await session(screen, heartbeats(0, 40));
  await deleteDB(screen.databaseName);
  const after = await session(screen, heartbeats(40, 41));
  expect(after.screen).toEqual(before.screen);
  expect(after.types).toEqual([...before.types, 'fault', 'heartbeat']);
  expect(after.entries.slice(0, 40)).toEqual(before.entries);
});

it('goes on from the database when the second copy was thrown away, and brings it up again', async () => {
  const screen = newScreen();
  const before = await session(screen, heartbeats(0, 700));
  await removeFolder(screen.root);
  const home = start(screen);
  const { store } = await openAsRunLog(home, stamp(900));
  expect(store.mirrorState).toEqual({ state: 'catching-up', missing: 700 });
  while (store.mirrorState.state === 'catching-up') await store.tend();
  expect(store.mirrorState).toEqual({ state: 'in-step' });
  home.end();
  await deleteDB(screen.databaseName);
  const after = await session(screen, []);
  expect(after.screen).toEqual(before.screen);
  expect(after.entries.slice(0, 700)).toEqual(before.entries);
});

it('says what is lost when both copies are, in a new epoch of the same screen if only the key is left', async () => {
  const screen = newScreen();
  const before = await session(screen, heartbeats(0, 5));
  const home = start(screen);
  await home.store(before.screen).clear();
  home.end();
  const files = filesOf(screen.root);
  const folder = `as-run/${before.screen.screenId}/1`;
  for (const file of await files.list(folder)) await files.remove(`${folder}/${file}`);
  const after = await session(screen, heartbeats(5, 6));
  expect(after.screen).toEqual({ ...before.screen, epoch: 2 });
  expect(after.entries).toMatchObject([
    { type: 'gap', previous: `changming/${before.screen.screenId}/1`, lost: { from: 0, to: 5 } },
    { type: 'heartbeat' },
  ]);
});

it('says what is lost when nothing but a mark is left, as after clearing the site’s data', async () => {
  const screen = newScreen();
  const before = await session(screen, heartbeats(0, 5));
  await deleteDB(screen.databaseName);
  await removeFolder(screen.root);
  screen.marks[0] = '';
  const after = await session(screen, heartbeats(5, 6));
  expect(after.screen.screenId).not.toBe(before.screen.screenId);
  expect(after.entries).toMatchObject([
    { type: 'gap', previous: `changming/${before.screen.screenId}/1`, lost: { from: 0, to: 5 } },
    { type: 'heartbeat' },
  ]);
  expect((await session(screen, [])).types).toEqual(['gap', 'heartbeat']);
});

it('goes on with one copy where there is no private file system, and says so once in each start', async () => {
  const { getDirectory } = navigator.storage;
  const screen = newScreen();
  const worker = vi.spyOn(globalThis, 'Worker').mockImplementation(function noWorker() {
    throw new DOMException('Workers are switched off', 'SecurityError');
  });
  try {
    const first = await session(screen, heartbeats(0, 3));
    expect(first.state).toEqual({ state: 'unsupported' });
    expect(first.types).toEqual(['fault', 'heartbeat', 'heartbeat', 'heartbeat']);
    expect(first.entries[0]).toMatchObject({ what: 'as-run-copy', recovery: 'one copy' });
    const second = await session(screen, heartbeats(3, 4));
    expect(second.screen).toEqual(first.screen);
    expect(second.types).toEqual([...first.types, 'fault', 'heartbeat']);
  } finally {
    worker.mockRestore();
  }
  expect(navigator.storage.getDirectory).toBe(getDirectory);
});

it('keeps writing when the worker dies, says so, and catches up', async () => {
  const screen = newScreen();
  const home = start(screen);
  const findings: string[] = [];
  const { log, store } = await openAsRunLog(home, stamp(0), {
    onFinding: ({ recovery }) => findings.push(recovery),
  });
  await log.append(...heartbeats(0, 3));
  const append = vi.spyOn(OpfsAsRunMirror.prototype, 'append').mockImplementation(function (
    this: OpfsAsRunMirror,
  ) {
    this.close();
    return Promise.reject(new Error('The worker has gone'));
  });
  expect(await log.append(...heartbeats(3, 4))).toMatchObject([{ seq: 3 }]);
  append.mockRestore();
  expect(store.mirrorState.state).toBe('failed');
  expect(await log.append(...heartbeats(4, 5))).toMatchObject([{ seq: 4 }]);
  while (store.mirrorState.state !== 'in-step') await store.tend();
  expect(findings).toEqual(['one copy for now', 'restored']);
  home.end();
  await deleteDB(screen.databaseName);
  expect((await session(screen, [])).types.slice(0, 5)).toEqual(Array(5).fill('heartbeat'));
});

/** A start of the program, what it writes, and its end. */
async function session(screen: TestScreen, drafts: EntryDraft[]) {
  const home = start(screen);
  try {
    const { log, screen: identity, store } = await openAsRunLog(home, stamp(1_000));
    await log.append(...drafts.slice(0, 1));
    await log.append(...drafts.slice(1));
    const entries = await log.entries(0, log.size);
    return { screen: identity, entries, types: entries.map(({ type }) => type), state: store.mirrorState };
  } finally {
    home.end();
  }
}

function heartbeats(from: number, to: number): EntryDraft[] {
  return Array.from({ length: to - from }, (_, index) => ({ type: 'heartbeat', ...stamp(from + index) }));
}

function stamp(second: number): Stamp {
  return { at: '2026-11-22T10:00:00.000+08:00', monotonicMs: second * 1_000, onAirMs: 0 };
}
