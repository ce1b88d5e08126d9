import { expect, it } from 'vitest';
import { page } from 'vitest/browser';
import { layoutSlogan } from '../../../src/elements/stage/slogan/layout.ts';
import { type SloganTheme, themes } from '../../../src/elements/stage/slogan/themes.ts';
import { layerOnView, showNow, slogan, stageOnPage } from './spots.ts';

const themeNames = Object.keys(themes) as SloganTheme[];
const canvases = [
  [3840, 2160],
  [1920, 1080],
  [1280, 720],
  [1080, 1920],
  [800, 600],
  [1000, 1000],
  [1920, 360],
  [960, 96],
  [192, 96],
  [128, 64],
  [96, 192],
] as const;

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

const hooks = [
  '不轻信 不转账',
  '“领导”急要钱？先核实',
  '稳赚不赔？那是骗局',
  '月息2%起，先交5000元保证金？',
  '接到公检法电话要转账，一律是诈骗',
];

it.each(canvases)(
  'sets every text inside a canvas of %d × %d, apart from one another and large enough',
  async (width, height) => {
    const { stage } = stageOnPage(width, height);
    for (const hook of [full.text['zh-CN'], ...hooks]) {
      await showNow(stage, slogan({ ...full, text: { ...full.text, 'zh-CN': hook } }));
      const texts = textsOnView(stage);
      expect(texts.length).toBeGreaterThan(0);
      for (const { lines, px, role } of texts) {
        for (const line of lines) expect(line.outside(width, height), `${role} of ${hook}`).toBe(0);
        if (role !== 'hook first') expect(px).toBeGreaterThanOrEqual(height / 24);
        expect(px).toBeGreaterThanOrEqual(8);
      }
      expect(overlaps(texts.map(({ box }) => box))).toBe(false);
      expect(texts[0]?.role).toBe('hook first');
      expect(texts[0]?.px).toBe(Math.max(...texts.map(({ px }) => px)));
    }
  },
);

it.each(canvases)(
  'gives a hook of ten characters at least an eighth of the height of %d × %d',
  async (width, height) => {
    const { stage } = stageOnPage(width, height);
    for (const hook of ['先垫付再返利，都是诈骗', '刷单返利是骗局', '不轻信 不转账']) {
      await showNow(stage, slogan({ ...full, text: { ...full.text, 'zh-CN': hook } }));
      expect(textsOnView(stage)[0]?.px).toBeGreaterThanOrEqual(height / 8);
    }
  },
);

it('shows everything where there is room: both languages and the figure', async () => {
  const { stage } = stageOnPage(1280, 720);
  await showNow(
    stage,
    slogan({ ...full, text: { 'zh-CN': '共享屏幕，钱就没了', en: 'Share your screen, lose your money' } }),
  );
  expect(textsOnView(stage).map(({ role }) => role)).toContain('detail first');
  expect(textsOnView(stage).map(({ role }) => role)).toContain('action second');
  expect(layerOnView(stage)?.querySelector('.figure svg')).not.toBeNull();
});

it('sets the language asked for first the largest', async () => {
  const { stage } = stageOnPage(1280, 720);
  stage.languages = ['en', 'zh-CN'];
  await showNow(stage, slogan(full));
  expect(layerOnView(stage)?.querySelector<HTMLElement>('.hook.first')?.lang).toBe('en');
});

it('falls back to Chinese where there is no translation', async () => {
  const { stage } = stageOnPage(1280, 720);
  stage.languages = ['en'];
  await showNow(stage, slogan({ durationMs: 60_000, text: { 'zh-CN': '不轻信 不转账' } }));
  expect(layerOnView(stage)?.querySelector('.hook')?.textContent).toMatch('不轻信');
});

it('sets itself anew when the screen is turned', async () => {
  const { stage } = stageOnPage(640, 360);
  await showNow(stage, slogan(full));
  stage.style.width = '360px';
  stage.style.height = '640px';
  await expect.poll(() => layerOnView(stage)?.querySelector('.content.portrait')).toBeTruthy();
  for (const { lines } of textsOnView(stage))
    for (const line of lines) expect(line.outside(360, 640)).toBe(0);
});

it('never shows markup of a playlist as markup', async () => {
  const { stage } = stageOnPage(640, 360);
  await showNow(
    stage,
    slogan({ durationMs: 60_000, text: { 'zh-CN': '<img src=x>骗局' }, topic: 'constructor' }),
  );
  expect(layerOnView(stage)?.querySelector('img')).toBeNull();
});

it.each(themeNames)(
  'sets the texts of %s at 7:1 or better against every point behind them',
  async (theme) => {
    const { stage } = stageOnPage(960, 540);
    await showNow(stage, slogan({ ...full, theme }));
    await expect.poll(() => stage.shadowRoot?.querySelectorAll('.on-view').length).toBe(1);
    const texts = textsOnView(stage);
    for (const element of layerOnView(stage)?.querySelectorAll<HTMLElement>('.text') ?? [])
      element.style.visibility = 'hidden';
    const pixels = await pixelsOf(stage);
    for (const { box, colour, role } of texts)
      expect(lowestContrast(pixels, box, colour), role).toBeGreaterThanOrEqual(7);
  },
);

it.each(themeNames)('keeps the mean luminance of %s low enough for a wall of lamps', async (theme) => {
  const { stage } = stageOnPage(960, 540);
  await showNow(stage, slogan({ ...full, theme }));
  const { data } = await pixelsOf(stage);
  let sum = 0;
  for (let at = 0; at < data.length; at += 4) sum += luminance(data[at], data[at + 1], data[at + 2]);
  expect(sum / (data.length / 4)).toBeLessThan(0.25);
});

it('drops the figure rather than the words when a hook needs the room', () => {
  const layout = layoutSlogan(
    [{ role: 'hook', lang: 'zh-CN', text: '一二三四五六七八九十', rank: 'first' }],
    { width: 300, height: 600 },
    (text) => Array.from(text).length * 1.5,
  );
  expect(layout.texts[0]?.px).toBeGreaterThan(0);
});

interface OnView {
  readonly role: string;
  readonly px: number;
  readonly colour: string;
  readonly box: DOMRect;
  readonly lines: { outside(width: number, height: number): number }[];
}

function textsOnView(stage: HTMLElement & { shadowRoot: ShadowRoot | null }): OnView[] {
  const found = stage.shadowRoot?.querySelectorAll<HTMLElement>('.arriving .text') ?? [];
  const elements =
    found.length > 0 ? found : (stage.shadowRoot?.querySelectorAll<HTMLElement>('.on-view .text') ?? []);
  return Array.from(elements, (element) => {
    finishEntrance(element);
    return {
      role: element.className.replace('text ', ''),
      px: Number.parseFloat(getComputedStyle(element).fontSize),
      colour: getComputedStyle(element).color,
      box: element.getBoundingClientRect(),
      lines: Array.from(element.children, (line) => ({
        outside: (width, height) => outside(line, width, height),
      })),
    };
  });
}

function finishEntrance(element: Element): void {
  for (const animation of element.getAnimations({ subtree: true })) animation.finish();
}

/** How far the ink of a line stands out of the canvas, in whole pixels. The shift against burn-in is allowed for. */
function outside(line: Element, width: number, height: number): number {
  const range = document.createRange();
  range.selectNodeContents(line);
  const { left, right, top, bottom, height: lineBox } = range.getBoundingClientRect();
  const px = Number.parseFloat(getComputedStyle(line).fontSize);
  // The line box of a Chinese face is higher than its characters.
  const ink = { top: top + (lineBox - px) / 2, bottom: bottom - (lineBox - px) / 2 };
  // A mark at an end hangs into the margin: its outer half is empty.
  const before = line.classList.contains('hanging') ? 0.45 * px : 0;
  const after = line.classList.contains('trailing') ? 0.45 * px : 0;
  const beyond = Math.max(
    -left - before - 2,
    right - after - width - 2,
    -ink.top - 2,
    ink.bottom - height - 2,
  );
  return Math.max(0, Math.floor(beyond));
}

function overlaps(boxes: readonly DOMRect[]): boolean {
  return boxes.some((a, i) =>
    boxes.some(
      (b, j) => j > i && a.top < b.bottom - 1 && b.top < a.bottom - 1 && a.left < b.right && b.left < a.right,
    ),
  );
}

/** The stage as the browser composited it. */
async function pixelsOf(stage: HTMLElement): Promise<ImageData> {
  await page.viewport(960, 540);
  for (const animation of stage.shadowRoot?.getAnimations() ?? [])
    if (Number.isFinite(animation.effect?.getComputedTiming().endTime)) animation.finish();
  const base64 = await page.screenshot({ element: stage, save: false });
  const image = new Image();
  image.src = `data:image/png;base64,${base64}`;
  await image.decode();
  const canvas = document.createElement('canvas');
  canvas.width = 960;
  canvas.height = 540;
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context) throw new Error('no canvas');
  context.drawImage(image, 0, 0, 960, 540);
  return context.getImageData(0, 0, 960, 540);
}

function lowestContrast({ data, width }: ImageData, box: DOMRect, colour: string): number {
  const [r, g, b] = (colour.match(/\d+/g) ?? []).map(Number);
  const text = luminance(r, g, b);
  let lowest = Number.POSITIVE_INFINITY;
  for (let y = Math.ceil(box.top); y < Math.floor(box.bottom); y += 2)
    for (let x = Math.ceil(box.left); x < Math.floor(box.right); x += 2) {
      const at = (y * width + x) * 4;
      const behind = luminance(data[at], data[at + 1], data[at + 2]);
      lowest = Math.min(lowest, (Math.max(text, behind) + 0.05) / (Math.min(text, behind) + 0.05));
    }
  return lowest;
}

/** Relative luminance after WCAG 2.2. */
function luminance(r = 0, g = 0, b = 0): number {
  const linear = [r, g, b].map((value) => {
    const share = value / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
}
