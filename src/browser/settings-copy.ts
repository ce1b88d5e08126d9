import { parseScreenSettings, type ScreenSettings } from '../core/screen/screen-settings.ts';

const cacheName = 'changming-settings';
const settingsAddress = '/changming-settings.json';
const takeoversAddress = '/changming-takeovers.json';

/**
 * Keeps a second copy of the settings in Cache Storage. A few damaged bytes make Chromium empty every IndexedDB of an
 * origin; a screen that has its programme and its films must not ask who it is then. Rejects where there is no room.
 */
export async function keepSettingsCopy(settings: ScreenSettings): Promise<void> {
  await keepCopy(settingsAddress, settings);
}

/** The copy, or undefined when there is none or it is damaged. Never rejects. */
export async function readSettingsCopy(): Promise<ScreenSettings | undefined> {
  return parseScreenSettings(await readCopy(settingsAddress));
}

/** The same for what was ordered: a screen that was stopped must not play because its database is gone. */
export function keepTakeoversCopy(state: unknown): Promise<void> {
  return keepCopy(takeoversAddress, state);
}

export function readTakeoversCopy(): Promise<unknown> {
  return readCopy(takeoversAddress);
}

async function keepCopy(address: string, value: unknown): Promise<void> {
  if (!('caches' in globalThis)) return;
  const cache = await caches.open(cacheName);
  await cache.put(address, new Response(JSON.stringify(value)));
}

async function readCopy(address: string): Promise<unknown> {
  if (!('caches' in globalThis)) return undefined;
  try {
    return await (await (await caches.open(cacheName)).match(address))?.json();
  } catch {
    return undefined;
  }
}
