import type { SpotError } from '../../../core/ports/stage.ts';
import { loadError } from '../load-error.ts';
import { unload } from './video-deck.ts';

/** Brings a creative into a video element: a file by its address, a stream by way of a library. */
export interface CreativeSource {
  /** Starts loading at `fromMs` of the film. May be called again to load afresh. */
  attach(video: HTMLVideoElement, fromMs: number): Promise<void>;
  detach(video: HTMLVideoElement): void;
  /** Finds out why the element could not load it. */
  explain?(error: SpotError): Promise<SpotError>;
  /** Called when the source itself fails, apart from the element's own errors. */
  onError: ((error: SpotError) => void) | undefined;
}

export function fileSource(url: string): CreativeSource {
  return {
    onError: undefined,
    async attach(video, fromMs) {
      // A media fragment would be cleaner, but blob addresses and some servers do not take one.
      video.src = url;
      video.load();
      if (fromMs > 0) video.currentTime = fromMs / 1000;
    },
    detach: unload,
    explain: (error) => loadError(error.spotKey, url, error),
  };
}
