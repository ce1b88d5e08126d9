import type { ProgrammeSpot } from '../../../core/playlist/programme-spot.ts';
import { SpotError } from '../../../core/ports/stage.ts';
import { loadError } from '../load-error.ts';
import { unlessAborted, within } from '../waiting.ts';
import type { StillContent } from './still-picture.ts';

const loadTimeoutMs = 10_000;
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
  const decoded = image.decode().catch(async () => {
    throw await loadError(spot.key, url, new SpotError('corrupt', spot.key, 'the image does not decode'));
  });
  await unlessAborted(within(loadTimeoutMs, decoded, late), signal);
  const layer = document.createElement('div');
  layer.className = 'layer image';
  layer.append(backdrop(image), image);
  image.style.setProperty('--drift', String(Math.min(driftShare, (driftPerSecond * durationMs) / 1000)));
  image.style.setProperty('--drift-time', `${durationMs}ms`);
  return { layer, reveal: () => image.classList.add('drifting') };
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
