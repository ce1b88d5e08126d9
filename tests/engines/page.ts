// Expressions for the page. They look past the program, so that it cannot flatter itself.

/** Presses the one big button of the set-up page; true when it was there. */
export const pressStart = `(() => {
  const buttonIn = (root) => {
    for (const element of root.querySelectorAll('*')) {
      if (element.localName === 'button' && element.textContent.includes('开始播放')) return element;
      const inside = element.shadowRoot && buttonIn(element.shadowRoot);
      if (inside) return inside;
    }
  };
  const button = buttonIn(document);
  button?.click();
  return button !== undefined;
})()`;

/** Whether this device has made the programme its own and serves the page itself: then it needs no network. */
export const isStarted = `(async () => {
  const keys = await (await caches.open('changming-programmes')).keys();
  return keys.some(({ url }) => url.includes('/programmes/active/')) && navigator.serviceWorker.controller !== null;
})()`;

/** All entries of the as-run log in IndexedDB; none where it has not begun. */
export const readEntries = `(async () => {
  const known = await indexedDB.databases();
  if (!known.some(({ name }) => name === 'changming-as-run')) return [];
  const database = await new Promise((resolve, reject) => {
    const request = indexedDB.open('changming-as-run');
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
  try {
    if (!database.objectStoreNames.contains('entries')) return [];
    const rows = await new Promise((resolve, reject) => {
      const request = database.transaction('entries').objectStore('entries').getAll();
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    return rows.map((bytes) => JSON.parse(new TextDecoder().decode(bytes)));
  } finally {
    database.close();
  }
})()`;

/** What the engine has of what `src/browser/capabilities.ts` says to weigh, asked in another way. */
export const abilities = `({
  'service-worker': typeof ServiceWorkerContainer === 'function' && navigator.serviceWorker !== undefined,
  'cache-storage': typeof CacheStorage === 'function' && globalThis.caches instanceof CacheStorage,
  'indexed-db': typeof IDBFactory === 'function' && globalThis.indexedDB instanceof IDBFactory,
  'web-locks': typeof LockManager === 'function' && navigator.locks instanceof LockManager,
  'video-frame-callback': typeof HTMLVideoElement.prototype.requestVideoFrameCallback === 'function',
  'private-files': typeof FileSystemDirectoryHandle === 'function' && typeof navigator.storage?.getDirectory === 'function',
})`;
