import type { Canvas } from '../../../core/playlist/definition.ts';
import type { RotationDegrees } from '../../../core/screen/screen-settings.ts';
import { type ZonePlace, type ZoneRectangle, zoneRectangle } from '../../../core/zones/rectangle.ts';
import type { Size } from '../slogan/regions.ts';

/** A rectangle of device pixels on the desktop, counted from the page's upper left corner. */
export interface Rectangle extends Size {
  readonly x: number;
  readonly y: number;
}

/** The rectangle that a canvas names; undefined when it only gives the picture its proportions. */
export function rectangleOf(canvas: Canvas | undefined): Rectangle | undefined {
  if (canvas?.x === undefined || canvas.y === undefined) return undefined;
  const { x, y, width, height } = canvas;
  return { x, y, width, height };
}

/** A board of so few lamps that text is set lamp by lamp; on boards without half tones it always is. */
export function isSetByLamp(canvas: Canvas | undefined): canvas is Canvas {
  if (!canvas || !rectangleOf(canvas)) return false;
  return (canvas.lamps ?? 'full-colour') !== 'full-colour' || Math.min(canvas.width, canvas.height) < 200;
}

export function sumOfTurns(a: RotationDegrees, b: RotationDegrees): RotationDegrees {
  return ((a + b) % 360) as RotationDegrees;
}

/** Size of the picture that fills a rectangle when it is turned inside it. */
export function turnedSize({ width, height }: Size, turn: RotationDegrees): Size {
  return turn % 180 === 0 ? { width, height } : { width: height, height: width };
}

/**
 * The CSS transform of an element at the page's corner, one CSS pixel of which is to become one device pixel, turned
 * clockwise and moved onto the rectangle. Scaling by the inverse of the ratio makes page zoom and the system's scale
 * cancel out: the browser draws at a total scale of 1 and off no pixel.
 */
export function transformOnto(
  { x, y, width, height }: Rectangle,
  turn: RotationDegrees,
  pixelRatio: number,
): string {
  const corners = { 0: [x, y], 90: [x + width, y], 180: [x + width, y + height], 270: [x, y + height] };
  const axes = { 0: [1, 0, 0, 1], 90: [0, 1, -1, 0], 180: [-1, 0, 0, -1], 270: [0, -1, 1, 0] };
  return `matrix(${[...axes[turn], ...corners[turn]].map((pixels) => pixels / pixelRatio).join(', ')})`;
}

/** Where a part of the picture lies on the desktop when the whole of it fills a rectangle, turned clockwise. */
export function areaOnDesktop(whole: Rectangle, turn: RotationDegrees, area: ZonePlace): Rectangle {
  const { left, top, width, height } = zoneRectangle(area, turnedSize(whole, turn));
  const [right, bottom] = [whole.x + whole.width, whole.y + whole.height];
  const corners = {
    0: [whole.x + left, whole.y + top],
    90: [right - top - height, whole.y + left],
    180: [right - left - width, bottom - top - height],
    270: [whole.x + top, bottom - left - width],
  } as const;
  const [x, y] = corners[turn];
  return { x, y, ...turnedSize({ width, height }, turn) };
}

/**
 * Where a part of the picture lies in an element that the whole of it is fitted into, in CSS pixels.
 * @param proportions of the whole; without them it fills the element
 */
export function areaWithin(element: Size, proportions: Size | undefined, area: ZonePlace): ZoneRectangle {
  const whole = proportions ?? element;
  const scale = Math.min(element.width / whole.width, element.height / whole.height) || 0;
  const left = Math.floor((element.width - Math.round(whole.width * scale)) / 2);
  const top = Math.floor((element.height - Math.round(whole.height * scale)) / 2);
  const own = zoneRectangle(area, whole);
  const [x, right] = [Math.round(own.left * scale), Math.round((own.left + own.width) * scale)];
  const [y, bottom] = [Math.round(own.top * scale), Math.round((own.top + own.height) * scale)];
  return { left: left + x, top: top + y, width: right - x, height: bottom - y };
}
