import { deleteDB } from 'idb';
import { expect, it, vi } from 'vitest';
import { AsRunDatabase } from '../../../src/browser/as-run-database.ts';
import { loadScreenIdentity, readIdentity } from '../../../src/browser/screen-identity.ts';
import { newScreen, start, type TestScreen } from './home.ts';
import { removeFolder } from './opfs.ts';

// A worker starts slowly on a busy machine; no promise here is about speed.
vi.setConfig({ testTimeout: 120_000 });

it('makes the key of the screen once and keeps it', async () => {
  const screen = newScreen();
  const made = await identityOf(screen);
  expect(made).toMatchObject({ isNew: true, screen: { epoch: 1 } });
  expect(made.screen.screenId).toMatch(/^[a-z2-7]{16}$/);
  expect(made.screen.secretKey).toHaveLength(32);
  expect(await identityOf(screen)).toEqual({ ...made, isNew: false });
});

it('says nothing of a screen that nobody has made, and makes none by looking', async () => {
  const database = new AsRunDatabase(newScreen().databaseName);
  expect(await readIdentity(database)).toBeUndefined();
  expect(await readIdentity(database)).toBeUndefined();
});

it('gives two tabs that start at once the same identity', async () => {
  const { databaseName } = newScreen();
  const tabs = [1, 2].map(() => loadScreenIdentity(new AsRunDatabase(databaseName)));
  const [one, other] = await Promise.all(tabs);
  expect(one).toEqual(other);
});

it('gives every screen another key', async () => {
  const [one, other] = await Promise.all([identityOf(newScreen()), identityOf(newScreen())]);
  expect(one.screen.screenId).not.toBe(other.screen.screenId);
});

it('begins the next epoch with the same key', async () => {
  const screen = newScreen();
  const home = start(screen);
  const { screen: first } = await home.identity();
  const second = await home.beginEpoch(first);
  expect(second).toEqual({ ...first, epoch: 2 });
  home.end();
  expect(await identityOf(screen)).toEqual({ screen: second, isNew: false });
});

it('keeps name and key when the database is thrown away, and puts them back', async () => {
  const screen = newScreen();
  const made = await identityOf(screen);
  await deleteDB(screen.databaseName);
  expect(await identityOf(screen)).toEqual({ ...made, isNew: false });
  await removeFolder(screen.root);
  expect(await identityOf(screen)).toEqual({ ...made, isNew: false });
  expect(await readIdentity(new AsRunDatabase(screen.databaseName))).toEqual(made.screen);
});

it('believes the second copy rather than an identity that was only just made, and not yet written under', async () => {
  const screen = newScreen();
  const made = await identityOf(screen);
  await deleteDB(screen.databaseName);
  await loadScreenIdentity(new AsRunDatabase(screen.databaseName));
  expect(await identityOf(screen)).toEqual({ ...made, isNew: false });
});

it('does not sign with an identity that is damaged', async () => {
  const screen = newScreen();
  const made = await identityOf(screen);
  const connection = await new AsRunDatabase(screen.databaseName).connect();
  const damaged = { ...made.screen, secretKey: made.screen.secretKey.slice(1) };
  await connection.put('identity', damaged, 'screen');
  connection.close();
  expect(await identityOf(screen)).toEqual({ ...made, isNew: false });
});

async function identityOf(screen: TestScreen) {
  const home = start(screen);
  try {
    return await home.identity();
  } finally {
    home.end();
  }
}
