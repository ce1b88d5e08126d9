import { cleanupOutdatedCaches, precacheAndRoute } from 'workbox-precaching';
import { keptFolder } from '../core/media/kept-address.ts';
import { answerKeptCreative } from './kept-creative.ts';

declare const self: ServiceWorkerGlobalScope & {
  __WB_MANIFEST: { url: string; revision: string | null }[];
};

const keptAddresses = new URL(keptFolder, self.registration.scope).href;

// Registered before Workbox's own listener: the first to answer wins, and creatives are by far the most requests.
// Every other address, above all media of other origins, passes by untouched.
self.addEventListener('fetch', (event) => {
  if (event.request.url.startsWith(keptAddresses))
    event.respondWith(answerKeptCreative(event.request, caches));
});

// A screen's address may carry set-up parameters; the shell behind it is the same.
precacheAndRoute(self.__WB_MANIFEST, { ignoreURLParametersMatching: [/.*/] });
cleanupOutdatedCaches();

// A new version waits: the page calls it in between two spots.
self.addEventListener('message', (event) => {
  const wish: unknown = (event.data as { type?: unknown } | null)?.type;
  if (wish === 'skip-waiting') event.waitUntil(self.skipWaiting());
  if (wish === 'claim') event.waitUntil(self.clients.claim());
});

// The page of the very first visit is to play kept creatives without being loaded again.
self.addEventListener('activate', (event) => event.waitUntil(self.clients.claim()));
