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
  /** Plays what lies at an address for a second, then its last second, and tells what was seen. */
  play(address: string): Promise<{ duration: number; playedTo: number; frames: number }>;
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
    try {
      await store.fetchAll([creative], { signal: new AbortController().signal });
      return await store.addressOf(creative);
    } catch (cause) {
      return String(cause);
    }
  },
  play: async (address) => {
    const video = document.querySelector('video');
    if (!video) throw new Error('the page has no video element');
    await open(video, address);
    await video.play();
    await reached(video, 1);
    video.currentTime = video.duration - 1;
    await new Promise((resolve) => video.addEventListener('ended', resolve, { once: true }));
    const frames = video.getVideoPlaybackQuality().totalVideoFrames;
    return { duration: video.duration, playedTo: video.currentTime, frames };
  },
};

async function open(video: HTMLVideoElement, address: string): Promise<void> {
  if (!address.endsWith('.m3u8')) {
    video.src = address;
    return;
  }
  const { default: Hls } = await import('hls.js');
  const hls = new Hls({ enableWorker: false });
  hls.loadSource(address);
  hls.attachMedia(video);
  await new Promise((resolve) => hls.once(Hls.Events.LEVEL_LOADED, resolve));
}

async function reached(video: HTMLVideoElement, seconds: number): Promise<void> {
  while (video.currentTime < seconds) {
    await new Promise((resolve) => video.addEventListener('timeupdate', resolve, { once: true }));
  }
}
