import { AsRunDatabase } from '../browser/as-run-database.ts';
import { IndexedDbAsRunStore } from '../browser/as-run-store.ts';
import { IndexedDbPlayColumnsStore } from '../browser/play-columns-store.ts';
import { setLanguage } from '../elements/language.ts';
import './desk/auditor-element.ts';
import { LogDesk } from './desk/log-desk.ts';
import { rememberedLanguage } from './desk/remembered-language.ts';

const database = new AsRunDatabase();

setLanguage(rememberedLanguage());
const auditor = document.createElement('changming-auditor');
auditor.desk = new LogDesk({
  epochs: async () => (await database.connect()).getAllKeys('heads'),
  logOf: (epoch) => new IndexedDbAsRunStore(database, epoch),
  openColumns: () => IndexedDbPlayColumnsStore.open(),
});
document.body.append(auditor);
