import { isServedByWorker, watchForUpdate } from '../../../src/browser/app-update.ts';
import { CacheMediaStore } from '../../../src/browser/media-store.ts';
import type { Creative } from '../../../src/core/ports/media-store.ts';

/** The offline parts of the program by themselves, for a test to drive from outside. */
export interface OfflinePage {
  readonly served: Promise<boolean>;
  readonly version: string;
  updatesReady: number;
  /** Lets the waiting version take over; resolves when it serves this page. */
  update(): Promise<void>;
  /** Fetches a film whole. Resolves to its kept address, or to the message of what went wrong. */
  keep(creative: Creative): Promise<string>;
  readonly fetchedBytes: number;
}

declare global {
  interface Window {
    offline: OfflinePage;
  }
}

const scope = new URL('../../../', document.baseURI).href;
const base = document.createElement('base');
base.href = scope;
document.head.append(base);

const store = new CacheMediaStore({ scope });
let fetchedBytes = 0;
const updates = watchForUpdate({
  onReady: () => {
    window.offline.updatesReady += 1;
  },
});

window.offline = {
  served: isServedByWorker(20_000),
  version: document.documentElement.dataset.version ?? '1',
  updatesReady: 0,
  update: () => updates.activate(),
  keep: async (creative) => {
    const onProgress = (progress: { fetchedBytes: number }) => {
      fetchedBytes = progress.fetchedBytes;
    };
    try {
      await store.fetchAll([creative], { signal: new AbortController().signal, onProgress });
      return await store.addressOf(creative);
    } catch (cause) {
      return String(cause);
    }
  },
  get fetchedBytes() {
    return fetchedBytes;
  },
};
