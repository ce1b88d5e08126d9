import type { ProgrammeSpot } from '../../../core/playlist/programme-spot.ts';
import { SpotError } from '../../../core/ports/stage.ts';
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
    throw await loadError(spot, url, signal);
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

/** An image element does not say why it failed; asking once more does. */
async function loadError(spot: ProgrammeSpot, url: string, signal: AbortSignal): Promise<SpotError> {
  try {
    const response = await fetch(url, { signal });
    if (response.status === 404 || response.status === 410)
      return new SpotError('not-found', spot.key, `${response.status} for ${url}`);
    if (!response.ok) return new SpotError('network', spot.key, `${response.status} for ${url}`);
    return new SpotError('corrupt', spot.key, 'the image does not decode');
  } catch {
    return new SpotError('network', spot.key, `${url} did not load`);
  }
}
