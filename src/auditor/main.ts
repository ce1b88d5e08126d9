import { AsRunDatabase } from '../browser/as-run-database.ts';
import { IndexedDbAsRunStore } from '../browser/as-run-store.ts';
import { IndexedDbPlayColumnsStore } from '../browser/play-columns-store.ts';
import { CacheProgrammeStore } from '../browser/programme-store.ts';
import { setLanguage } from '../elements/language.ts';
import './desk/auditor-element.ts';
import { LogDesk } from './desk/log-desk.ts';
import { rememberedLanguage } from './desk/remembered-language.ts';
import { player } from './version.ts';
import { runJob } from './worker/run-job.ts';
import { workerTools } from './worker/worker-tools.ts';

const asRunDatabaseName = 'changming-as-run';
const database = new AsRunDatabase(asRunDatabaseName);

setLanguage(rememberedLanguage());
const auditor = document.createElement('changming-auditor');
auditor.desk = new LogDesk({
  epochs: async () => (await database.connect()).getAllKeys('heads'),
  logOf: (epoch) => new IndexedDbAsRunStore(database, epoch),
  openColumns: () => IndexedDbPlayColumnsStore.open(),
  reportElsewhere: (table, signal) => runJob('report', { table }, signal ? { signal } : {}),
  programmeFiles,
});
auditor.tools = workerTools({
  database: asRunDatabaseName,
  player,
  sizeOf: async (epoch) => (await new IndexedDbAsRunStore(database, epoch).readHead())?.size ?? 0,
});
document.body.append(auditor);

/** Of what plays and of what will play next. */
async function programmeFiles() {
  const programmes = new CacheProgrammeStore(new URL('./', location.href).href);
  const kept = await Promise.all([programmes.read('active'), programmes.read('candidate')]);
  return kept.flatMap((programme) => programme?.files ?? []);
}
