import type { FaultRow } from './row.ts';
import { clock } from './rows/clock.ts';
import { damaged } from './rows/damaged.ts';
import { full } from './rows/full.ts';
import { killed } from './rows/killed.ts';
import { media } from './rows/media.ts';
import { powerCut } from './rows/power-cut.ts';
import { server } from './rows/server.ts';
import { windows } from './rows/windows.ts';

/** Every fault of the bench, in the order of its table. */
export const rows: readonly FaultRow[] = [
  ...killed,
  ...damaged,
  ...full,
  ...clock,
  ...windows,
  ...media,
  ...server,
  ...powerCut,
];
