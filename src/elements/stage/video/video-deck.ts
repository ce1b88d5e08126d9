/** One of the two video elements, on a layer of its own together with a still of its last picture. */
export interface VideoSlot {
  readonly layer: HTMLElement;
  readonly video: HTMLVideoElement;
  /** Copies the picture on view over the video, so that a reload shows no bare background. */
  holdPicture(): void;
  dropHeldPicture(): void;
}

/**
 * Owns two video elements for as long as the page lives: every new element would cost a decoder that browsers
 * give back late or never. One is on view while the other prepares.
 */
export class VideoDeck {
  readonly slots: readonly VideoSlot[] = [createSlot(), createSlot()];
  readonly #taken = new Set<VideoSlot>();

  /** The free one of the two. Precondition: at most one is taken. */
  take(): VideoSlot {
    const slot = this.slots.find((candidate) => !this.#taken.has(candidate));
    if (!slot) throw new Error('Cannot prepare a third video: both elements are taken');
    this.#taken.add(slot);
    return slot;
  }

  /** Frees the decoder and the buffer; the element stays. */
  giveBack(slot: VideoSlot): void {
    this.#taken.delete(slot);
    unload(slot.video);
    slot.dropHeldPicture();
  }
}

/** Lets go of what the element has loaded. */
export function unload(video: HTMLVideoElement): void {
  video.pause();
  video.removeAttribute('src');
  video.load();
}

function createSlot(): VideoSlot {
  const layer = document.createElement('div');
  layer.className = 'layer video';
  const video = document.createElement('video');
  video.playsInline = true;
  video.preload = 'auto';
  video.disablePictureInPicture = true;
  layer.append(video);
  let held: HTMLCanvasElement | undefined;
  return {
    layer,
    video,
    holdPicture() {
      held ??= drawPicture(video);
      if (held) layer.append(held);
    },
    dropHeldPicture() {
      held?.remove();
      held = undefined;
    },
  };
}

function drawPicture(video: HTMLVideoElement): HTMLCanvasElement | undefined {
  if (video.videoWidth === 0) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = video.videoWidth;
  canvas.height = video.videoHeight;
  canvas.getContext('2d')?.drawImage(video, 0, 0);
  return canvas;
}
