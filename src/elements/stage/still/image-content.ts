import type { ProgrammeSpot } from '../../../core/playlist/programme-spot.ts';
import { SpotError } from '../../../core/ports/stage.ts';
import { loadError } from '../load-error.ts';
import { unlessAborted, within } from '../waiting.ts';
import type { StillContent } from './still-picture.ts';

const loadTimeoutMs = 10_000;
/** Somewhat more than 8K. A file of a few kilobytes can ask for gigabytes, and its decoding holds the whole page for seconds. */
const mostPixels = 40_000_000;
/** How much an image grows while it stands, and how fast at most: it never crops, it starts a little smaller. */
const driftShare = 0.02;
const driftPerSecond = 0.004;

/** Loads and decodes an image, so that showing it costs one paint. */
export async function imageContent(
  spot: ProgrammeSpot,
  url: string,
  durationMs: number,
  signal: AbortSignal,
): Promise<StillContent> {
  const image = new Image();
  image.src = url;
  const late = () => new SpotError('timeout', spot.key, `not loaded within ${loadTimeoutMs} ms`);
  await unlessAborted(within(loadTimeoutMs, decoded(image, spot.key, url), late), signal);
  const layer = document.createElement('div');
  layer.className = 'layer image';
  layer.append(backdrop(image), image);
  image.style.setProperty('--drift', String(Math.min(driftShare, (driftPerSecond * durationMs) / 1000)));
  image.style.setProperty('--drift-time', `${durationMs}ms`);
  return { layer, reveal: () => image.classList.add('drifting') };
}

async function decoded(image: HTMLImageElement, spotKey: string, url: string): Promise<void> {
  try {
    await loaded(image);
  } catch {
    throw await loadError(spotKey, url, new SpotError('corrupt', spotKey, 'it is no image'));
  }
  const { naturalWidth: width, naturalHeight: height } = image;
  if (width * height > mostPixels) {
    image.src = '';
    throw new SpotError('unsupported', spotKey, `${width} × ${height} pixels are too many`);
  }
  await image.decode().catch(async () => {
    throw await loadError(spotKey, url, new SpotError('corrupt', spotKey, 'the image does not decode'));
  });
}

/** Resolves when the size is known, before anything is decoded. */
function loaded(image: HTMLImageElement): Promise<unknown> {
  return new Promise((resolve, reject) => {
    image.addEventListener('load', resolve, { once: true });
    image.addEventListener('error', reject, { once: true });
  });
}

/** The image itself at 32 × 18, stretched: a soft surround in its own colours instead of bars, at no cost. */
function backdrop(image: HTMLImageElement): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.className = 'backdrop';
  canvas.width = 32;
  canvas.height = 18;
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  return canvas;
}
