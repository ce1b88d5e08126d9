import { join } from 'node:path';
import { type Harm, rooms, spoil } from '../damage.ts';
import type { FaultRow } from '../row.ts';

const harms: readonly Harm[] = ['bits flipped', 'truncated', 'deleted'];

export const damaged: readonly FaultRow[] = [
  ...harms.map((harm) => damage('indexeddb', harm, [rooms.indexedDb])),
  ...harms.map((harm) => damage('opfs', harm, [rooms.opfs])),
  ...harms.map((harm) => damage('cache', harm, [rooms.caches])),
  ...harms.map((harm) => damage('service-worker', harm, [rooms.serviceWorker, rooms.serviceWorkerDatabase])),
  damage('local-storage', 'deleted', [rooms.localStorage]),
  { ...damage('both-copies', 'deleted', [rooms.indexedDb, rooms.opfs], 'all'), mayLose: true },
];

/** Kills the browser, spoils one of the rooms (or all), and starts it again. */
function damage(name: string, harm: Harm, places: readonly string[], which: 'one' | 'all' = 'one'): FaultRow {
  return {
    name: `${name}-${harm.replace(' ', '-')}`,
    fault: `browser killed, ${places.join(which === 'one' ? ' or ' : ' and ')}: ${harm}; started again`,
    async round({ killed, chance, note }) {
      const screen = await killed();
      const chosen = which === 'all' ? places : [chance.oneOf(places)];
      const done = chosen.map((place) => spoil(join(screen.browser.profile, place), harm, chance));
      note(done.map((what) => what ?? 'nothing stood there').join('; '));
      await screen.start();
    },
  };
}
