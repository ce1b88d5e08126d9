import { deleteDB, openDB } from 'idb';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SettingsStore } from '../../../src/browser/settings-store.ts';
import { noAttempts } from '../../../src/core/screen/pin-attempts.ts';
import type { ScreenSettings } from '../../../src/core/screen/screen-settings.ts';

const name = 'settings-under-test';
const settings: ScreenSettings = {
  screenName: '大堂屏 1',
  venue: 'bank',
  programmeUrl: 'https://screen.example/bank-lobby.json',
  rotationDegrees: 0,
  language: 'zh-CN',
};

let store: SettingsStore;

beforeEach(async () => {
  await deleteDB(name);
  store = await SettingsStore.open(name);
});

afterEach(() => store.close());

async function reopened(): Promise<SettingsStore> {
  store.close();
  store = await SettingsStore.open(name);
  return store;
}

async function overwrite(value: unknown): Promise<void> {
  const database = await openDB(name);
  await database.put('records', value, 'settings');
  database.close();
}

test('a first run has no settings', async () => {
  expect(await store.load()).toEqual({ salvaged: {} });
});

test('settings are there again after a restart', async () => {
  await store.save(settings);
  expect((await (await reopened()).load()).settings).toEqual(settings);
});

test('a damaged record gives no settings, but what is good in it', async () => {
  await overwrite({ ...settings, rotationDegrees: 12 });
  const { settings: loaded, salvaged } = await store.load();
  expect(loaded).toBeUndefined();
  expect(salvaged).toMatchObject({ screenName: '大堂屏 1', venue: 'bank' });
});

test('settings that would not be read again are not written over good ones', async () => {
  await store.save(settings);
  await expect(store.save({ ...settings, screenName: '' })).rejects.toThrow('Cannot save screen settings');
  expect((await store.load()).settings).toEqual(settings);
});

test('wrong tries at the PIN survive a restart', async () => {
  expect(await store.readAttempts()).toEqual(noAttempts);
  await store.writeAttempts({ wrongInARow: 5, lastWrongAtMs: 7 });
  expect(await (await reopened()).readAttempts()).toEqual({ wrongInARow: 5, lastWrongAtMs: 7 });
});

test('a newer version in another tab is not blocked', async () => {
  const newer = await openDB(name, 2);
  expect(newer.version).toBe(2);
  newer.close();
  await deleteDB(name);
  store = await SettingsStore.open(name);
});
