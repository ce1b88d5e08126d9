import { addKey } from '../../src/collector/people/screen-keys.ts';
import { addScreen } from '../../src/collector/people/screens.ts';
import type { CollectorSettings } from '../../src/collector/settings.ts';
import { openStores } from '../../src/collector/stores.ts';
import type { SimulatedScreen } from './simulated-screen.ts';

/** Of a collector that is not to be spoken to: for its stores, while it does not run. */
export const settingsOf = (data: string): CollectorSettings => ({
  host: '',
  port: 0,
  pages: '',
  behindProxy: false,
  data,
});

/** As the console would, in the collector's own store. */
export async function enrol(data: string, screens: readonly SimulatedScreen[]): Promise<void> {
  const { control, close } = await openStores(settingsOf(data));
  await control.transaction(async (sql) => {
    for (const { identity } of screens) {
      const { screenId, publicKey } = identity;
      await addScreen(sql, { id: screenId, path: '/', name: screenId }, 0);
      await addKey(sql, { logId: screenId, screenId, publicKey }, 0);
    }
  });
  await close();
}
