import { askForPersistence } from '../browser/persistence.ts';
import { keepDimmed } from './dimming.ts';
import { noteExports } from './export-notes.ts';
import { watchHealth } from './health.ts';
import { keepAwake } from './keep-awake.ts';
import { playBeside } from './lazy-beside.ts';
import { keepLiveCode } from './live-code.ts';
import { declareMissing } from './missing.ts';
import { keepReportColumns } from './report-columns.ts';
import type { Screen } from './screen.ts';
import type { ScreenView } from './screen-view.ts';
import { tendLog } from './tend-log.ts';
import { keepVisits } from './visits.ts';

/** Everything that goes on beside the picture and that the first one need not wait for. */
export function runBeside(screen: Screen, view: ScreenView): void {
  void askForPersistence();
  keepAwake();
  watchHealth(screen);
  void tendLog(screen, view);
  keepLiveCode(screen, view.stage);
  keepDimmed(screen, view.stage);
  noteExports(screen);
  void declareMissing(screen);
  keepVisits(screen, view);
  playBeside(screen, view);
  void keepReportColumns();
}
