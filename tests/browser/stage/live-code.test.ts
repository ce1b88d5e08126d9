import jsQR from 'jsqr';
import { beforeEach, expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { liveCodeOf, qrTextOf } from '../../../src/core/evidence/live-code.ts';
import { setLanguage } from '../../../src/elements/language.ts';
import { qrPath } from '../../../src/elements/qr/qr-path.ts';
import { LiveCode } from '../../../src/elements/stage/live-code/live-code.ts';
import { codePlace, codeSizes, modulePx, qrPlace } from '../../../src/elements/stage/live-code/placement.ts';
import { codeStripPx, qrCornerPx } from '../../../src/elements/stage/slogan/regions.ts';
import type { ChangmingStage } from '../../../src/elements/stage/stage-element.ts';
import { axeFindings } from '../controls/axe.ts';
import { layerOnView, showNow, slogan, stageOnPage, until, video } from './spots.ts';

const checkpointOf = (seed: number) => ({
  origin: 'changming/abcdefghijklmnop/1',
  size: 2412 + seed,
  root: Uint8Array.from({ length: 32 }, (_, index) => (index * 73 + 41 + seed * 97) & 255),
});
const checkpoint = checkpointOf(0);

const pictures = [
  [3840, 2160],
  [1920, 1080],
  [1080, 1920],
  [1280, 720],
  [1366, 768],
  [1024, 768],
  [1000, 1000],
  [1920, 360],
  [480, 320],
] as const;

beforeEach(() => setLanguage('zh-CN'));

function codeOnStage(width: number, height: number): { stage: ChangmingStage; code: LiveCode } {
  const { stage } = stageOnPage(width, height);
  const code = new LiveCode();
  stage.overlay = code;
  return { stage, code };
}

function plate(code: LiveCode, name: 'code' | 'qr'): HTMLElement {
  const found = code.shadowRoot?.querySelector<HTMLElement>(`.${name}`);
  if (!found) throw new Error(`no plate for ${name}`);
  return found;
}

it('shows the code of the checkpoint that it is told, and the next one in its place', () => {
  const { code } = codeOnStage(1280, 720);
  code.standing = checkpoint;
  expect(plate(code, 'code').textContent).toBe(liveCodeOf(checkpoint.root));
  expect(plate(code, 'code').textContent).toMatch(/^[A-Z2-7]{4}-[A-Z2-7]{4}-[A-Z2-7]{4}$/);
  code.standing = checkpointOf(1);
  expect(plate(code, 'code').textContent).toBe(liveCodeOf(checkpointOf(1).root));
});

it('shows no code, and no QR code, of a log that does not take what is played', async () => {
  const { code } = codeOnStage(1920, 1080);
  code.withQr = true;
  code.standing = checkpoint;
  await until(() => plate(code, 'qr').querySelector('path') !== null);
  code.standing = 'not-written';
  expect(plate(code, 'code').textContent).toBe('日志未写入');
  expect(plate(code, 'qr').hidden).toBe(true);
  setLanguage('en');
  expect(plate(code, 'code').textContent).toBe('LOG NOT WRITTEN');
});

it('shows dashes as long as nothing is written', () => {
  const { code } = codeOnStage(1280, 720);
  code.standing = 'nothing-written';
  expect(plate(code, 'code').textContent).not.toMatch(/[A-Z2-7]/);
});

it.each(pictures)(
  'letters are a fortieth of the shorter side of %d × %d, in whole plates inside it',
  (w, h) => {
    const { code } = codeOnStage(w, h);
    code.standing = checkpoint;
    const box = plate(code, 'code').getBoundingClientRect();
    expect(Math.abs(capHeightOf(plate(code, 'code')) - Math.min(w, h) / 40)).toBeLessThanOrEqual(1);
    expect(box.right).toBeLessThan(w);
    expect(box.bottom).toBeLessThan(h);
    expect((box.width * box.height) / (w * h)).toBeLessThan(0.02);
  },
);

it.each([
  [320, 160],
  [192, 96],
  [960, 96],
  [96, 192],
] as const)('hides on a board of %d × %d lamps: legible, it would cover too much', (w, h) => {
  const { code } = codeOnStage(w, h);
  code.withQr = true;
  code.standing = checkpoint;
  expect(plate(code, 'code').hidden).toBe(true);
  expect(plate(code, 'qr').hidden).toBe(true);
});

it('finds its size again when the screen is turned', async () => {
  const { stage, code } = codeOnStage(1280, 720);
  code.standing = checkpoint;
  stage.style.width = '400px';
  stage.style.height = '800px';
  await until(() => plate(code, 'code').getBoundingClientRect().bottom > 720);
  expect(plate(code, 'code').getBoundingClientRect().right).toBeLessThanOrEqual(400);
});

it('stands inside the canvas, not in the bars beside it', () => {
  const { stage, code } = codeOnStage(1280, 720);
  stage.setUp({ canvas: { width: 720, height: 720 } });
  code.standing = checkpoint;
  const { left, right } = plate(code, 'code').getBoundingClientRect();
  expect(left).toBeGreaterThan(280);
  expect(right).toBeLessThan(1000);
});

it('keeps 7:1 against its own plate, whatever plays below it', async () => {
  const { code } = codeOnStage(1280, 720);
  for (const standing of [checkpoint, 'not-written', 'nothing-written'] as const) {
    code.standing = standing;
    const { color, backgroundColor } = getComputedStyle(plate(code, 'code'));
    expect(backgroundColor).toMatch(/^rgb\(/);
    expect(contrast(color, backgroundColor), String(standing)).toBeGreaterThanOrEqual(7);
  }
  const qr = getComputedStyle(plate(code, 'qr')).backgroundColor;
  expect(contrast('rgb(10, 20, 36)', qr)).toBeGreaterThanOrEqual(7);
});

it('comes through every corner and never stands twice running in the same place', () => {
  const places = Array.from({ length: 72 }, (_, moves) => codePlace(moves, false));
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(4);
  for (const [index, place] of places.entries()) if (index > 0) expect(place).not.toEqual(places[index - 1]);
  expect(new Set(places.map(({ dx, dy }) => `${dx} ${dy}`)).size).toBe(9);
});

it('leaves the upper right corner to the QR code where there is one', () => {
  for (let moves = 0; moves < 72; moves++) {
    expect(codePlace(moves, true).y).toBe('bottom');
    expect(qrPlace(moves)).toMatchObject({ x: 'right', y: 'top', dy: 0 });
  }
});

it('moves in whole pixels, and only when it is told', () => {
  const { code } = codeOnStage(1920, 1080);
  code.standing = checkpoint;
  const before = plate(code, 'code').getBoundingClientRect();
  code.standing = checkpointOf(3);
  expect(plate(code, 'code').getBoundingClientRect().bottom).toBe(before.bottom);
  code.move();
  const after = plate(code, 'code').getBoundingClientRect();
  expect([after.right, after.bottom]).not.toEqual([before.right, before.bottom]);
  expect(Number.isInteger(after.right - before.right)).toBe(true);
});

it.each(pictures)('never touches a word of a slogan of %d × %d, wherever it wanders', async (w, h) => {
  const { stage, code } = codeOnStage(w, h);
  for (const withQr of [false, true]) {
    stage.leavesQrCorner = withQr;
    code.withQr = withQr;
    code.standing = checkpoint;
    if (withQr && modulePx({ width: w, height: h }, devicePixelRatio))
      await until(() => !plate(code, 'qr').hidden);
    for (const text of ['先垫付再返利，都是诈骗', '接到公检法电话要求转账到“安全账户”，一律是诈骗']) {
      await showNow(stage, slogan({ ...full, text: { ...full.text, 'zh-CN': text } }));
      const words = wordsOnView(stage);
      expect(words.length).toBeGreaterThan(0);
      for (let moves = 0; moves < 36; moves++) {
        code.move();
        for (const name of ['code', 'qr'] as const)
          if (!plate(code, name).hidden)
            expect(touches(plate(code, name).getBoundingClientRect(), words), `${name}: ${text}`).toBe(false);
      }
    }
  }
});

it('leaves the strips along the edges to the code, and takes no more of them', () => {
  for (const [width, height] of pictures) {
    const sizes = codeSizes({ width, height });
    if (!sizes) throw new Error('no sizes');
    const { gapPx, stepPx, plateHeightPx } = sizes;
    expect(codeStripPx({ width, height })).toBeGreaterThanOrEqual(gapPx + 2 * stepPx + plateHeightPx);
    expect(codeStripPx({ width, height }) / Math.min(width, height)).toBeLessThan(0.07);
  }
  expect(codeStripPx({ width: 320, height: 160 })).toBe(0);
});

it('makes modules of at least 4 px on full HD, at whole device pixels, or stands back', () => {
  const sizeOn = (width: number, height: number, ratio = 1) => modulePx({ width, height }, ratio);
  expect(sizeOn(1920, 1080)).toBe(4);
  expect(sizeOn(1080, 1920)).toBe(4);
  expect(sizeOn(3840, 2160)).toBe(8);
  expect(sizeOn(960, 540, 2)).toBe(2);
  expect(sizeOn(1280, 720)).toBeUndefined();
  expect(sizeOn(192, 96)).toBeUndefined();
  expect(qrCornerPx({ width: 1920, height: 1080 })).toBe(45 * 4);
});

it('a reader that is none of ours reads the QR code off the composited picture, over a film', async () => {
  await page.viewport(1920, 1080);
  const { stage, code } = codeOnStage(1920, 1080);
  code.withQr = true;
  code.standing = checkpoint;
  await showNow(stage, video('/large-one.mp4', 60_000));
  await until(() => plate(code, 'qr').querySelector('path') !== null);
  const { data, width, height } = await pixelsOf(stage);
  expect(jsQR(data, width, height)?.data).toBe(qrTextOf(checkpoint));
});

it('every root makes a QR code that such a reader reads, though the mask is always the same', () => {
  for (let seed = 0; seed < 60; seed++) {
    const stated = { ...checkpointOf(seed), size: 10 ** (seed % 9) };
    const { modules, path } = qrPath(qrTextOf(stated));
    expect(modules).toBeLessThanOrEqual(45);
    const canvas = document.createElement('canvas');
    canvas.width = canvas.height = modules * 4;
    const context = canvas.getContext('2d', { willReadFrequently: true });
    if (!context) throw new Error('no canvas');
    context.fillStyle = '#fff';
    context.fillRect(0, 0, canvas.width, canvas.height);
    context.scale(4, 4);
    context.fillStyle = '#000';
    context.fill(new Path2D(path));
    const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
    expect(jsQR(data, canvas.width, canvas.height)?.data).toBe(qrTextOf(stated));
  }
});

it('has a name for those who do not see it, and no fault that axe knows', async () => {
  const { stage, code } = codeOnStage(1920, 1080);
  code.withQr = true;
  code.standing = checkpoint;
  expect(code.getAttribute('aria-label')).toBe(`播出日志校验码 ${liveCodeOf(checkpoint.root)}`);
  expect(await axeFindings(stage)).toEqual([]);
  code.standing = 'not-written';
  expect(code.getAttribute('aria-label')).toBe('日志未写入');
});

it('lies on layers of its own and takes no touch', () => {
  const { stage, code } = codeOnStage(1280, 720);
  code.standing = checkpoint;
  expect(getComputedStyle(code).contain).toBe('strict');
  expect(getComputedStyle(plate(code, 'code')).willChange).toBe('transform');
  const { left, top, width, height } = plate(code, 'code').getBoundingClientRect();
  expect(stage.shadowRoot?.elementFromPoint(left + width / 2, top + height / 2)).not.toBe(code);
});

it('goes when another takes its place, and when there is to be none', () => {
  const { stage, code } = codeOnStage(640, 360);
  const other = new LiveCode();
  stage.overlay = other;
  expect(code.isConnected).toBe(false);
  stage.overlay = undefined;
  expect(other.isConnected).toBe(false);
});

const full = {
  durationMs: 600_000,
  topic: 'fake-rebate',
  text: { 'zh-CN': '先垫付再返利，都是诈骗', en: '“Pay first, earn later” is always fraud' },
  detail: {
    'zh-CN': '兼职刷单先给小钱，再让你垫付大额，本金有去无回',
    en: 'Small payouts come first. Then your deposit is gone for good.',
  },
  action: { 'zh-CN': '不垫付 · 不转账 · 拨打 96110', en: 'Don’t pay in. Don’t transfer. Call 96110.' },
} as const;

function wordsOnView(stage: ChangmingStage): DOMRect[] {
  const layer = stage.shadowRoot?.querySelector('.arriving') ?? layerOnView(stage);
  return Array.from(layer?.querySelectorAll<HTMLElement>('.text > div') ?? [], (line) => {
    for (const animation of line.getAnimations()) animation.finish();
    const range = document.createRange();
    range.selectNodeContents(line);
    const { x, y, width, height } = range.getBoundingClientRect();
    const px = Number.parseFloat(getComputedStyle(line).fontSize);
    // The line box of a Chinese face is higher than its characters.
    return new DOMRect(x, y + (height - px) / 2, width, px);
  });
}

function touches(box: DOMRect, words: readonly DOMRect[]): boolean {
  return words.some(
    (word) =>
      word.left < box.right && box.left < word.right && word.top < box.bottom && box.top < word.bottom,
  );
}

function capHeightOf(element: HTMLElement): number {
  const { fontSize, fontFamily, fontWeight } = getComputedStyle(element);
  const ruler = document.createElement('canvas').getContext('2d');
  if (!ruler) throw new Error('no canvas');
  ruler.font = `${fontWeight} ${fontSize} ${fontFamily}`;
  return ruler.measureText('H').actualBoundingBoxAscent;
}

async function pixelsOf(element: HTMLElement): Promise<ImageData> {
  const base64 = await page.screenshot({ element, save: false });
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0);
  return context.getImageData(0, 0, canvas.width, canvas.height);
}

function contrast(one: string, other: string): number {
  const [a, b] = [one, other].map((colour) => luminance((colour.match(/\d+/g) ?? []).map(Number)));
  return (Math.max(a ?? 0, b ?? 0) + 0.05) / (Math.min(a ?? 0, b ?? 0) + 0.05);
}

/** Relative luminance after WCAG 2.2. */
function luminance([r = 0, g = 0, b = 0]: number[]): number {
  const [lr = 0, lg = 0, lb = 0] = [r, g, b].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * lr + 0.7152 * lg + 0.0722 * lb;
}
