import { AsRunDatabase } from '../../../src/browser/as-run-database.ts';
import { browserAsRunHome } from '../../../src/browser/as-run-home.ts';
import { OpfsAsRunMirror } from '../../../src/browser/as-run-mirror.ts';
import { browserHighWaterMarks } from '../../../src/browser/high-water-marks.ts';
import type { AsRunHome } from '../../../src/core/as-run/as-run-home.ts';
import { emptyFolder } from './opfs.ts';

/** A screen of its own: its database, its files, its marks. */
export interface TestScreen {
  readonly databaseName: string;
  readonly root: string;
  readonly marks: string[];
}

export function newScreen(): TestScreen {
  return { databaseName: `as-run-${crypto.randomUUID()}`, root: emptyFolder(), marks: ['', ''] };
}

/** One start of the program on it. `end` frees what a closed page would. */
export function start({ databaseName, root, marks }: TestScreen): AsRunHome & { end(): void } {
  const database = new AsRunDatabase(databaseName);
  const mirror = new OpfsAsRunMirror(root);
  const places = marks.map((_, index) => ({
    read: () => marks[index],
    write: (text: string) => {
      marks[index] = text;
    },
  }));
  const end = () => {
    database.close();
    mirror.close();
  };
  return { ...browserAsRunHome({ database, mirror, marks: browserHighWaterMarks(places) }), end };
}
