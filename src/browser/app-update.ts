/**
 * The service worker's life as the page sees it: it is registered once, gives this page its kept creatives, and a newer
 * version of the app waits until the page lets it in between two spots.
 */

const workerFile = 'service-worker.js';
/** A screen runs for months without being loaded again, so it asks by itself; and when the network comes back. */
const updateCheckMs = 60 * 60 * 1000;

export interface UpdateWatch {
  /**
   * Lets the waiting version take over and resolves when it serves this page; the page is then to be reloaded, at once.
   * Resolves at once when no version waits. Rejects when the browser has not switched within `timeoutMs`.
   */
  activate(timeoutMs?: number): Promise<void>;
  /** Stops asking for new versions. */
  stop(): void;
}

/**
 * Registers the service worker and calls `onReady` each time a newer version is downloaded and waits, or has taken over
 * already: let in by another window, or later than {@link UpdateWatch.activate} would wait. This page's own later parts
 * are then gone from the cache.
 */
export function watchForUpdate({ onReady }: { readonly onReady: () => void }): UpdateWatch {
  let registration: ServiceWorkerRegistration | undefined;
  const announce = () => registration?.waiting && navigator.serviceWorker.controller && onReady();
  const registering = register().then((found) => {
    registration = found;
    announce();
    found?.addEventListener('updatefound', () => {
      found.installing?.addEventListener('statechange', announce);
    });
  });
  const ask = () => void registration?.update().catch(() => {});
  const timer = setInterval(ask, updateCheckMs);
  addEventListener('online', ask);
  // Taken over from nobody is no update: that is the first visit.
  const worker = navigator.serviceWorker?.controller ? navigator.serviceWorker : undefined;
  worker?.addEventListener('controllerchange', onReady);
  return {
    activate: async (timeoutMs = 2_000) => {
      await registering;
      const waiting = registration?.waiting;
      if (!waiting) return;
      const changed = controllerChange(timeoutMs);
      waiting.postMessage({ type: 'skip-waiting' });
      await changed;
    },
    stop: () => {
      clearInterval(timer);
      removeEventListener('online', ask);
      worker?.removeEventListener('controllerchange', onReady);
    },
  };
}

/**
 * Resolves to true when this page's requests pass through the service worker, so that kept creatives have their
 * addresses; to false when they do not within `timeoutMs` (first visit on a slow network, insecure origin).
 */
export async function isServedByWorker(timeoutMs = 3000): Promise<boolean> {
  if (!('serviceWorker' in navigator)) return false;
  if (navigator.serviceWorker.controller) return true;
  const changed = controllerChange(timeoutMs);
  // A page loaded past the worker (shift and reload) is not its own until it asks.
  navigator.serviceWorker.ready.then((ready) => ready.active?.postMessage({ type: 'claim' })).catch(() => {});
  return await changed.then(
    () => true,
    () => false,
  );
}

async function register(): Promise<ServiceWorkerRegistration | undefined> {
  if (!('serviceWorker' in navigator)) return undefined;
  try {
    return await navigator.serviceWorker.register(new URL(workerFile, document.baseURI));
  } catch {
    // Insecure origin, no network at the first visit, or the dev server, which has no worker: the screen plays without,
    // and src/browser/capabilities.ts says so.
    return undefined;
  }
}

function controllerChange(timeoutMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(
      () => reject(new Error('Cannot switch to the waiting version in time')),
      timeoutMs,
    );
    const changed = () => {
      clearTimeout(timer);
      resolve();
    };
    navigator.serviceWorker.addEventListener('controllerchange', changed, { once: true });
  });
}
