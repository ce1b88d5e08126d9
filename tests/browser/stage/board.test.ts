import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import type { Canvas } from '../../../src/core/playlist/definition.ts';
import type { ChangmingStage } from '../../../src/elements/stage/stage-element.ts';
import { layerOnView, showNow, slogan, stageOnPage, until } from './spots.ts';

const sizes = [
  [64, 32],
  [128, 64],
  [192, 96],
  [320, 160],
] as const;
const full = {
  durationMs: 600_000,
  text: { 'zh-CN': '先垫钱的刷单是诈骗', en: 'Pay first? A scam' },
  detail: { 'zh-CN': '头几单返小钱，只为骗你垫付大额本金。' },
  action: { 'zh-CN': '停手 · 不转账 · 拨打 96110' },
};

/** The window of all tests here, in device pixels. */
const desk = { width: 480, height: 360 };

async function boardOnPage(canvas: Canvas): Promise<ChangmingStage> {
  await page.viewport(desk.width, desk.height);
  const { stage } = stageOnPage(desk.width, desk.height);
  stage.setUp({ canvas });
  await stage.board;
  return stage;
}

function boardOf(stage: ChangmingStage): ImageData {
  const board = layerOnView(stage)?.querySelector('canvas');
  const pixels = board?.getContext('2d')?.getImageData(0, 0, board.width, board.height);
  if (!pixels) throw new Error('no board on view');
  return pixels;
}

function coloursIn({ data }: ImageData): Set<string> {
  const found = new Set<string>();
  for (let at = 0; at < data.length; at += 4) found.add(Array.from(data.slice(at, at + 4)).join());
  return found;
}

const dark = '0,0,0,255';
const allowed = {
  'two-colour': [dark, '255,255,0,255', '0,255,0,255', '255,0,0,255'],
  red: [dark, '255,0,0,255'],
  green: [dark, '0,255,0,255'],
  amber: [dark, '255,255,0,255'],
  white: [dark, '255,255,255,255'],
} as const;

it.each(sizes)(
  'lights every lamp of %d × %d wholly or not at all, in the colours that it has',
  async (width, height) => {
    for (const lamps of Object.keys(allowed) as (keyof typeof allowed)[]) {
      const stage = await boardOnPage({ x: 0, y: 0, width, height, lamps });
      await showNow(stage, slogan(full));
      const found = coloursIn(boardOf(stage));
      expect(found.size, lamps).toBeGreaterThan(1);
      expect([...found].filter((colour) => !allowed[lamps].some((one) => one === colour))).toEqual([]);
    }
  },
);

it.each(sizes)('sets text on %d × %d without half tones in full colour too', async (width, height) => {
  const stage = await boardOnPage({ x: 0, y: 0, width, height });
  await showNow(stage, slogan(full));
  // Dark, and one colour for each of hook, detail and action.
  expect(coloursIn(boardOf(stage)).size).toBeLessThanOrEqual(4);
});

it('gives a big word most of the board, and a paragraph pages that follow each other', async () => {
  const canvas = { x: 0, y: 0, width: 64, height: 32, lamps: 'red' } as const;
  const stage = await boardOnPage(canvas);
  await showNow(stage, slogan({ ...full, text: { 'zh-CN': '反诈' } }));
  const { data } = boardOf(stage);
  const rows = new Set<number>();
  for (let at = 0; at < data.length; at += 4) if (data[at]) rows.add(Math.floor(at / 4 / 64));
  expect(rows.size).toBeGreaterThan(26);
  const long = '近期冒充电商客服以退款理赔为由的诈骗高发，请立即挂断并拨打96110咨询。';
  await showNow(stage, slogan({ durationMs: 3_000, text: { 'zh-CN': long } }));
  const first = boardOf(stage).data.join();
  await until(() => boardOf(stage).data.join() !== first);
});

it.each([0, 90, 180, 270] as const)(
  'puts each pixel of the picture on its own pixel of the desktop, turned by %d, and black elsewhere',
  async (rotationDegrees) => {
    const place = { x: 37, y: 53, width: 64, height: 32 };
    const stage = await boardOnPage({ ...place, rotationDegrees, lamps: 'two-colour' });
    await showNow(stage, slogan(full));
    await arrived(stage);
    expect(wrongPixels(await shotOf(stage), boardOf(stage), place, rotationDegrees)).toBe(0);
  },
);

it('keeps the rectangle where it is when the screen itself is turned, and turns the picture inside it', async () => {
  const place = { x: 20, y: 10, width: 64, height: 32 };
  const stage = await boardOnPage({ ...place, rotationDegrees: 90, lamps: 'red' });
  stage.style.cssText =
    'position: fixed; left: 50%; top: 50%; width: 100vh; height: 100vw; transform: rotate(90deg)';
  stage.turnDegrees = 90;
  await showNow(stage, slogan(full));
  await arrived(stage);
  expect(wrongPixels(await shotOf(stage), boardOf(stage), place, 180)).toBe(0);
});

it('is a common stage again after a programme without a board', async () => {
  const stage = await boardOnPage({ x: 0, y: 0, width: 64, height: 32 });
  stage.setUp({ canvas: { width: 300, height: 100 } });
  await stage.board;
  const frame = stage.shadowRoot?.querySelector<HTMLElement>('.frame');
  expect([frame?.clientWidth, frame?.clientHeight]).toEqual([480, 160]);
  expect(stage.shadowRoot?.querySelectorAll('.slate')).toHaveLength(1);
});

/** The picture before is gone and nothing moves. */
async function arrived(stage: ChangmingStage): Promise<void> {
  await until(() => stage.shadowRoot?.querySelectorAll('.on-view.arriving').length === 0);
}

async function shotOf(stage: HTMLElement): Promise<ImageData> {
  const base64 = await page.screenshot({ element: stage, save: false });
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

/** How many pixels of the whole screenshot are not what they should be. */
function wrongPixels(
  shot: ImageData,
  board: ImageData,
  { x, y, width, height }: { x: number; y: number; width: number; height: number },
  turn: 0 | 90 | 180 | 270,
): number {
  let wrong = 0;
  for (let row = 0; row < shot.height; row++)
    for (let column = 0; column < shot.width; column++) {
      const [i, j] = [column - x, row - y];
      const inside = i >= 0 && j >= 0 && i < width && j < height;
      const source = {
        0: [i, j],
        90: [j, width - 1 - i],
        180: [width - 1 - i, height - 1 - j],
        270: [height - 1 - j, i],
      }[turn];
      const [u = 0, v = 0] = source;
      const at = (row * shot.width + column) * 4;
      for (let channel = 0; channel < 3; channel++) {
        const wanted = inside ? board.data[(v * board.width + u) * 4 + channel] : 0;
        if (shot.data[at + channel] !== wanted) wrong++;
      }
    }
  return wrong;
}
