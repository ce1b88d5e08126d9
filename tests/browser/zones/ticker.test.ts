import { afterEach, expect, it } from 'vitest';
import { Ticker } from '../../../src/elements/stage/zone/ticker/ticker.ts';
import { never, slogan, until, video } from '../stage/spots.ts';

let ticker: Ticker;

afterEach(() => {
  ticker.rest();
  ticker.canvas.remove();
});

function tickerOf(direction: 'left' | 'up', stepPx: number, width: number, height: number): Ticker {
  ticker = new Ticker({ direction, stepPx, language: 'zh-CN' });
  document.body.append(ticker.canvas);
  ticker.resize(width, height);
  return ticker;
}

/** The pixels of a frame that lie `px` further on in the direction of the text, as one comparable value. */
function pixels(context: CanvasRenderingContext2D, x: number, y: number, width: number, height: number) {
  return context.getImageData(x, y, width, height).data.join();
}

it.each(['left', 'up'] as const)(
  'every frame of a text that runs %s shows the one before, moved by exactly its step',
  async (direction) => {
    const step = 3;
    const [width, height] = direction === 'left' ? [240, 40] : [120, 160];
    const running = tickerOf(direction, step, width, height);
    const context = running.canvas.getContext('2d', { alpha: false });
    if (!context) throw new Error('no canvas');
    const isLeft = direction === 'left';
    const frames: { kept: string; moved: string; positionPx: number }[] = [];
    running.onFrame = (positionPx) => {
      const [w, h] = isLeft ? [width - step, height] : [width, height - step];
      const kept = pixels(context, 0, 0, w, h);
      const moved = pixels(context, isLeft ? step : 0, isLeft ? 0 : step, w, h);
      frames.push({ kept, moved, positionPx });
    };
    const onView = await running.show(await running.prepare(slogan(), never));
    await until(() => frames.length >= 90);
    frames.slice(1).forEach((frame, index) => {
      expect(frame.positionPx - (frames[index]?.positionPx ?? 0)).toBe(step);
      expect(frame.kept).toBe(frames[index]?.moved);
    });
    expect(new Set(frames.map(({ kept }) => kept)).size).toBeGreaterThan(30);
    expect(onView.measure().airtimeMs).toBeGreaterThan(0);
  },
);

it('a play lasts from the first column of its text to the first of the next, and no time lies between two', async () => {
  const running = tickerOf('left', 8, 200, 30);
  const first = await running.show(await running.prepare(slogan({ text: { 'zh-CN': '不转账' } }), never));
  const next = await running.prepare(slogan({ id: 'next', text: { 'zh-CN': '先核实' } }), never);
  await first.nearEnd(next.startUpMs, never);
  const second = await running.show(next);
  expect(second.gapMs).toBe(0);
  expect(first.measure().complete).toBe(true);
  expect(first.measure().airtimeMs).toBeLessThanOrEqual(second.shownAtMs - first.shownAtMs);
  expect(first.measure().airtimeMs).toBeGreaterThan(0.9 * (second.shownAtMs - first.shownAtMs));
});

it('only words run in a ticker', async () => {
  const running = tickerOf('left', 2, 200, 30);
  await expect(running.prepare(video('one.mp4'), never)).rejects.toMatchObject({ code: 'unsupported' });
});

it('at rest nothing runs and nothing is left in view', async () => {
  const running = tickerOf('left', 4, 200, 30);
  const onView = await running.show(await running.prepare(slogan(), never));
  running.rest();
  const { airtimeMs } = onView.measure();
  let frames = 0;
  running.onFrame = () => {
    frames += 1;
  };
  await new Promise<void>((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  expect(frames).toBe(0);
  expect(onView.measure().airtimeMs).toBe(airtimeMs);
});
