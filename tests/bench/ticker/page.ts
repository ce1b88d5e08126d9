import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import { Ticker } from '../../../src/elements/stage/zone/ticker/ticker.ts';

interface Asked {
  readonly direction: 'left' | 'up';
  readonly stepPx: number;
  readonly width: number;
  readonly height: number;
  readonly measuredMs: number;
}

/** What a minute of running text did. */
export interface Found {
  readonly frames: number;
  /** Frames that did not show the one before, moved by exactly the step. */
  readonly otherwise: number;
  readonly dropped: number;
  readonly periodMs: number;
}

const texts = [
  '刷单返利就是诈骗，先垫付的钱要不回来',
  '“客服”来电先核实，不共享屏幕',
  '不轻信、不透露、不转账',
];

function spotOf(text: string, index: number): ProgrammeSpot {
  const spot = { kind: 'slogan', category: 'anti-fraud', weight: 1, durationMs: 1, theme: 'advice' } as const;
  const id = `text-${index}`;
  return {
    key: `bench/${id}`,
    playlist: { id: 'bench', revision: 1 },
    spot: { ...spot, id, text: { 'zh-CN': text } },
  };
}

async function measureTicker({ direction, stepPx, width, height, measuredMs }: Asked): Promise<Found> {
  const ticker = new Ticker({ direction, stepPx, language: 'zh-CN' });
  document.body.replaceChildren(ticker.canvas);
  ticker.resize(width, height);
  await ticker.learnRate();
  const context = ticker.canvas.getContext('2d', { alpha: false });
  if (!context) throw new Error('This browser has no canvas');
  const never = new AbortController().signal;
  // Two lines of pixels along the way of the text say where it stands.
  const line = () =>
    direction === 'left'
      ? context.getImageData(0, Math.floor(height / 2), width, 2)
      : context.getImageData(Math.floor(width / 4), 0, Math.floor(width / 2), height);
  let before: ImageData | undefined;
  let [frames, otherwise, dropped, lastAtMs] = [0, 0, 0, 0];
  ticker.onFrame = (_, atMs) => {
    const now = line();
    if (before) {
      frames += 1;
      if (!isMoved(before, now, direction, stepPx)) otherwise += 1;
      dropped += Math.max(0, Math.round((atMs - lastAtMs) / ticker.rate.periodMs) - 1);
    }
    [before, lastAtMs] = [now, atMs];
  };
  const endMs = performance.now() + measuredMs;
  for (let index = 0; performance.now() < endMs; index++) {
    const spot = spotOf(texts[index % texts.length] ?? '', index);
    const onView = await ticker.show(await ticker.prepare(spot, never));
    await onView.nearEnd(500, never);
  }
  ticker.rest();
  return { frames, otherwise, dropped, periodMs: ticker.rate.periodMs };
}

function isMoved(before: ImageData, now: ImageData, direction: Asked['direction'], stepPx: number): boolean {
  const [dx, dy] = direction === 'left' ? [stepPx, 0] : [0, stepPx];
  for (let y = 0; y < now.height - dy; y++) {
    const from = ((y + dy) * now.width + dx) * 4;
    const to = y * now.width * 4;
    for (let at = 0; at < (now.width - dx) * 4; at++)
      if (before.data[from + at] !== now.data[to + at]) return false;
  }
  return true;
}

Object.assign(globalThis, { measureTicker });
