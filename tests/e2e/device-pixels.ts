import type { Page } from '@playwright/test';
import { PNG } from 'pngjs';

/** Device pixels of a display, from its upper left corner. */
export interface Rectangle {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** What the browser hands to the display, each of its pixels as it is. Playwright's own screenshots count in CSS pixels. */
export async function surfaceOf(page: Page): Promise<PNG> {
  const session = await page.context().newCDPSession(page);
  const { data } = await session.send('Page.captureScreenshot', { format: 'png' });
  await session.detach();
  return PNG.sync.read(Buffer.from(data, 'base64'));
}

/** The pixels of a canvas on the main stage as the program drew them; undefined while it is not there. */
export async function canvasOf(page: Page, selector: string): Promise<PNG | undefined> {
  const address = await page.evaluate((wanted) => {
    const stage = document.querySelector('changming-stage:not([data-zone])');
    return stage?.shadowRoot?.querySelector<HTMLCanvasElement>(wanted)?.toDataURL();
  }, selector);
  if (!address) return undefined;
  return PNG.sync.read(Buffer.from(address.slice(address.indexOf(',') + 1), 'base64'));
}

/**
 * How many pixels of the display are other than they should be: the picture's, turned clockwise, inside the rectangle.
 * @param outside what is expected elsewhere; `undefined` looks at the rectangle alone
 */
export function wrongPixels(
  surface: PNG,
  picture: PNG,
  place: Rectangle,
  turn: number,
  outside: 'black' | undefined,
): number {
  let wrong = 0;
  for (let y = 0; y < surface.height; y++)
    for (let x = 0; x < surface.width; x++) {
      const own = sourceOf(x - place.x, y - place.y, place, turn);
      if (own === undefined && outside === undefined) continue;
      if (!isSame(rgb(surface, x, y), own ? rgb(picture, ...own) : black)) wrong++;
    }
  return wrong;
}

/** How many pixels of a rectangle are lit by a part: none where every lamp is wholly on or off in each colour. */
export function halfLitPixels(surface: PNG, { x, y, width, height }: Rectangle): number {
  let half = 0;
  for (let row = y; row < y + height; row++)
    for (let column = x; column < x + width; column++)
      if (rgb(surface, column, row).some((channel) => channel !== 0 && channel !== 255)) half++;
  return half;
}

type Rgb = readonly [number, number, number];

const black: Rgb = [0, 0, 0];

function rgb({ data, width }: PNG, x: number, y: number): Rgb {
  const at = (y * width + x) * 4;
  return [data[at] ?? 0, data[at + 1] ?? 0, data[at + 2] ?? 0];
}

const isSame = (one: Rgb, other: Rgb) => one.every((channel, index) => channel === other[index]);

/** The pixel of a turned picture that lies at a place of its rectangle; undefined outside of it. */
function sourceOf(
  i: number,
  j: number,
  { width, height }: Rectangle,
  turn: number,
): readonly [number, number] | undefined {
  if (i < 0 || j < 0 || i >= width || j >= height) return undefined;
  if (turn === 90) return [j, width - 1 - i];
  if (turn === 180) return [width - 1 - i, height - 1 - j];
  if (turn === 270) return [height - 1 - j, i];
  return [i, j];
}
