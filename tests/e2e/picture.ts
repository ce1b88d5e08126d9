import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';

interface Frame {
  readonly atMs: number;
  readonly black: boolean;
}

const watches = new WeakMap<Page, Frame[]>();

/** From now on keeps, for every frame that the browser composites anew, whether it was black. */
export async function watchForBlack(page: Page): Promise<void> {
  const frames: Frame[] = [];
  watches.set(page, frames);
  const session = await page.context().newCDPSession(page);
  session.on('Page.screencastFrame', ({ data, metadata, sessionId }) => {
    frames.push({ atMs: (metadata.timestamp ?? 0) * 1000, black: isBlack(Buffer.from(data, 'base64')) });
    session.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
  });
  await session.send('Page.startScreencast', {
    format: 'png',
    maxWidth: 160,
    maxHeight: 90,
    everyNthFrame: 2,
  });
}

/** The longest time that the picture was black since {@link watchForBlack}. Fails when nothing was seen. */
export function longestBlackMs(page: Page): number {
  const frames = watches.get(page) ?? [];
  if (frames.length < 5) throw new Error(`Only ${frames.length} frames of the picture were seen`);
  let longest = 0;
  let blackSinceMs: number | undefined;
  for (const { atMs, black } of frames) {
    if (blackSinceMs !== undefined) longest = Math.max(longest, atMs - blackSinceMs);
    if (!black) blackSinceMs = undefined;
    else blackSinceMs ??= atMs;
  }
  return longest;
}

/** Less than one pixel in a hundred is brighter than near-black. */
function isBlack(png: Buffer): boolean {
  const { data } = PNG.sync.read(png);
  let bright = 0;
  for (let at = 0; at < data.length; at += 4) {
    if (Math.max(data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0) > 32) bright += 1;
  }
  return bright < data.length / 4 / 100;
}
