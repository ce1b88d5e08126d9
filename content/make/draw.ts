import { type Browser, type CDPSession, chromium, type Page } from '@playwright/test';
import { chromiumArguments } from '../../scripts/find-chromium.mjs';
import { picture } from '../kit/film.ts';
import type { Svg } from '../kit/svg.ts';

const fonts = '"Noto Sans CJK SC", "Source Han Sans SC", "PingFang SC", "Microsoft YaHei", sans-serif';

const page = `<!doctype html><style>html,body{margin:0;background:transparent}
svg{display:block;font-family:${fonts};font-variant-numeric:tabular-nums}body>svg{width:100vw;height:100vh}</style><body></body>`;

interface Size {
  readonly width: number;
  readonly height: number;
}

/** A browser page of one size that turns SVG text into picture files. */
export class DrawingBoard {
  readonly #browser: Browser;
  readonly #page: Page;
  readonly #devTools: CDPSession;
  #drawn: Size = picture;

  private constructor(browser: Browser, page: Page, devTools: CDPSession) {
    this.#browser = browser;
    this.#page = page;
    this.#devTools = devTools;
  }

  static async open(executablePath: string, viewport: Size = picture): Promise<DrawingBoard> {
    const browser = await chromium.launch({ executablePath, args: chromiumArguments });
    const context = await browser.newContext({ viewport });
    const sheet = await context.newPage();
    await sheet.setContent(page);
    const devTools = await context.newCDPSession(sheet);
    await devTools.send('Emulation.setDefaultBackgroundColorOverride', { color: { r: 0, g: 0, b: 0, a: 0 } });
    return new DrawingBoard(browser, sheet, devTools);
  }

  /** Draws `svg` in a box of `width` × `height` picture units; a `frame` is a PNG made quickly, not small. */
  async draw(svg: Svg, format: 'frame' | 'png' | 'webp', box: Size = picture): Promise<Uint8Array> {
    this.#drawn = box;
    const whole = `<svg viewBox="0 0 ${box.width} ${box.height}">${svg}</svg>`;
    await this.#page.evaluate((markup) => {
      document.body.innerHTML = markup;
    }, whole);
    const { data } = await this.#devTools.send('Page.captureScreenshot', {
      format: format === 'frame' ? 'png' : format,
      ...(format === 'webp' ? { quality: 92 } : {}),
      optimizeForSpeed: format === 'frame',
    });
    return Buffer.from(data, 'base64');
  }

  /** Words of the picture last drawn that are cut off by its edge or smaller than may be read from far. */
  badWords(smallest: number): Promise<string[]> {
    return this.#page.evaluate(
      ({ width, smallest }) => {
        const scale = document.documentElement.clientWidth / width;
        const safe = 20 * scale;
        const { clientWidth, clientHeight } = document.documentElement;
        // No named function in here: what the loader adds to keep its name does not exist in the page.
        return [...document.querySelectorAll('text')]
          .filter((words) => {
            const { left, top, right, bottom } = words.getBoundingClientRect();
            const size = Number(words.getAttribute('font-size')) * (words.getScreenCTM()?.d ?? 0);
            const onAScreen = words.closest('svg')?.parentElement !== document.body;
            const cutOff = left < safe || right > clientWidth - safe || top < 0 || bottom > clientHeight;
            return (cutOff && !onAScreen) || size < smallest * scale - 0.5;
          })
          .map((words) => words.textContent ?? '');
      },
      { width: this.#drawn.width, smallest },
    );
  }

  close(): Promise<void> {
    return this.#browser.close();
  }
}
