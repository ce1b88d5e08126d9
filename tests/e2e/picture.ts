import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';

interface Frame {
  /** Wall time. */
  readonly atMs: number;
  readonly black: boolean;
}

const watches = new WeakMap<Page, Frame[]>();

/** From now on keeps, for every frame that the browser composites anew, whether it was black or of one colour. */
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

/** The longest time without a picture since {@link watchForBlack}. Fails when nothing was seen. */
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
  return blackSinceMs === undefined ? longest : Math.max(longest, Date.now() - blackSinceMs);
}

/** Less than one pixel in a hundred is brighter than near-black, or other than the ground of the empty page. */
export function isBlack(png: Buffer): boolean {
  const { data } = PNG.sync.read(png);
  let bright = 0;
  let other = 0;
  for (let at = 0; at < data.length; at += 4) {
    const pixel = [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
    if (Math.max(...pixel) > 32) bright += 1;
    if (pixel.some((channel, index) => Math.abs(channel - (data[index] ?? 0)) > 32)) other += 1;
  }
  return Math.min(bright, other) < data.length / 4 / 100;
}
