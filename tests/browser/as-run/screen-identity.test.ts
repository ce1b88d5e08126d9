import { expect, it } from 'vitest';
import { AsRunDatabase } from '../../../src/browser/as-run-database.ts';
import { indexedDbAsRunHome } from '../../../src/browser/as-run-home.ts';
import { beginEpoch, loadScreenIdentity } from '../../../src/browser/screen-identity.ts';
import { openAsRunLog } from '../../../src/core/as-run/open-as-run-log.ts';

const now = { at: '2026-11-22T10:00:00.000+08:00', monotonicMs: 0, onAirMs: 0 };

it('makes the key of the screen once and keeps it', async () => {
  const name = newName();
  const made = await loadScreenIdentity(new AsRunDatabase(name));
  const loaded = await loadScreenIdentity(new AsRunDatabase(name));
  expect(loaded).toEqual(made);
  expect(made.screenId).toMatch(/^[a-z2-7]{16}$/);
  expect(made.secretKey).toHaveLength(32);
});

it('gives two tabs that start at once the same identity', async () => {
  const name = newName();
  const [one, other] = await Promise.all([1, 2].map(() => loadScreenIdentity(new AsRunDatabase(name))));
  expect(one).toEqual(other);
});

it('gives every screen another key', async () => {
  const [one, other] = await Promise.all(
    [newName(), newName()].map((name) => loadScreenIdentity(new AsRunDatabase(name))),
  );
  expect(one?.screenId).not.toBe(other?.screenId);
});

it('begins the next epoch with the same key, once', async () => {
  const database = new AsRunDatabase(newName());
  const first = await loadScreenIdentity(database);
  const second = await beginEpoch(database, first);
  expect(second).toEqual({ ...first, epoch: 2 });
  expect(await beginEpoch(database, first)).toEqual(second);
  expect(await loadScreenIdentity(database)).toEqual(second);
});

it('opens a log in the real browser, loses nothing over a restart, and begins an epoch when the log is damaged', async () => {
  const name = newName();
  const first = await openAsRunLog(indexedDbAsRunHome(new AsRunDatabase(name)), now);
  await first.log.append({ type: 'on-air', because: 'start', player: 'test', ...now });

  const second = await openAsRunLog(indexedDbAsRunHome(new AsRunDatabase(name)), now);
  expect(second.log.recovered.crashed).toBe(true);
  expect((await second.log.entries(0, 9)).map(({ type }) => type)).toEqual(['on-air', 'off-air']);

  const connection = await new AsRunDatabase(name).connect();
  await connection.delete('heads', 1);
  const third = await openAsRunLog(indexedDbAsRunHome(new AsRunDatabase(name)), now);
  expect(third.screen.epoch).toBe(2);
  expect(await third.log.entries(0, 9)).toMatchObject([
    { type: 'gap', previous: `changming/${first.screen.screenId}/1` },
  ]);
  expect(await connection.count('entries')).toBe(3);
});

function newName(): string {
  return `identity-${crypto.randomUUID()}`;
}
