import { isServedByWorker, watchForUpdate } from '../../../src/browser/app-update.ts';
import { CacheMediaStore } from '../../../src/browser/media-store.ts';
import { CacheProgrammeStore } from '../../../src/browser/programme-store.ts';

/** The offline parts of the player by themselves, for a browser test to drive. */
const scope = new URL('../../../', document.baseURI).href;
Object.assign(window, { CacheMediaStore, CacheProgrammeStore, isServedByWorker, watchForUpdate, scope });
