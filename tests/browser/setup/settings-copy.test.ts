import { beforeEach, expect, test } from 'vitest';
import { keepSettingsCopy, readSettingsCopy } from '../../../src/browser/settings-copy.ts';
import type { ScreenSettings } from '../../../src/core/screen/screen-settings.ts';

const settings: ScreenSettings = {
  screenName: '大堂屏 1',
  venue: 'bank',
  programmeUrl: 'https://screen.example/bank-lobby.json',
  rotationDegrees: 90,
  language: 'en',
};

beforeEach(async () => {
  await caches.delete('changming-settings');
});

test('a screen that never had settings has no copy of them', async () => {
  expect(await readSettingsCopy()).toBeUndefined();
});

test('the copy says what the settings were last, with no IndexedDB at all', async () => {
  await keepSettingsCopy(settings);
  await keepSettingsCopy({ ...settings, rotationDegrees: 0 });
  expect(await readSettingsCopy()).toEqual({ ...settings, rotationDegrees: 0 });
});

test.each(['', '{"screenName":"half', JSON.stringify({ ...settings, venue: 7 })])(
  'a damaged copy is none: %s',
  async (text) => {
    const cache = await caches.open('changming-settings');
    await cache.put('/changming-settings.json', new Response(text));
    expect(await readSettingsCopy()).toBeUndefined();
  },
);
