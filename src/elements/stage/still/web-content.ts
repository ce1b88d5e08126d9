import type { ProgrammeSpot } from '../../../core/playlist/programme-spot.ts';
import { SpotError } from '../../../core/ports/stage.ts';
import { unlessAborted, within } from '../waiting.ts';
import type { StillContent } from './still-picture.ts';

const loadTimeoutMs = 10_000;

/**
 * A page of the venue in a frame that may run scripts and nothing else: no access to the player, no pop-ups, no
 * navigation of the screen. Whether a page is truthful cannot be measured, so it is never counted as a warning.
 * `host` is where the frame loads: an iframe that is moved loads again.
 */
export async function webContent(
  spot: ProgrammeSpot,
  url: string,
  host: HTMLElement,
  signal: AbortSignal,
): Promise<StillContent> {
  if (spot.spot.category === 'anti-fraud')
    throw new SpotError('unsupported', spot.key, 'web pages play as host content only');
  const layer = document.createElement('div');
  layer.className = 'layer web';
  const frame = document.createElement('iframe');
  frame.setAttribute('sandbox', 'allow-scripts');
  frame.tabIndex = -1;
  const loaded = new Promise<void>((resolve) =>
    frame.addEventListener('load', () => resolve(), { once: true }),
  );
  frame.src = url;
  layer.append(frame);
  host.append(layer);
  try {
    const late = () => new SpotError('timeout', spot.key, `not loaded within ${loadTimeoutMs} ms`);
    await unlessAborted(within(loadTimeoutMs, loaded, late), signal);
    return { layer };
  } catch (error) {
    layer.remove();
    throw error;
  }
}
