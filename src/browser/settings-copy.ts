import { parseScreenSettings, type ScreenSettings } from '../core/screen/screen-settings.ts';

const cacheName = 'changming-settings';
const address = '/changming-settings.json';

/**
 * Keeps a second copy of the settings in Cache Storage. A few damaged bytes make Chromium empty every IndexedDB of an
 * origin; a screen that has its programme and its films must not ask who it is then. Rejects where there is no room.
 */
export async function keepSettingsCopy(settings: ScreenSettings): Promise<void> {
  if (!('caches' in globalThis)) return;
  const cache = await caches.open(cacheName);
  await cache.put(address, new Response(JSON.stringify(settings)));
}

/** The copy, or undefined when there is none or it is damaged. Never rejects. */
export async function readSettingsCopy(): Promise<ScreenSettings | undefined> {
  if (!('caches' in globalThis)) return undefined;
  try {
    const kept = await (await caches.open(cacheName)).match(address);
    return parseScreenSettings(await kept?.json());
  } catch {
    return undefined;
  }
}
