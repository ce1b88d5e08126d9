import type { Canvas, Zone } from '../playlist/definition.ts';

/** Where a zone lies, as the programme says it. */
export type ZonePlace = Pick<Zone, 'x' | 'y' | 'width' | 'height'>;

/** In pixels of the picture, from its upper left corner, the way the picture stands upright. */
export interface ZoneRectangle {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/**
 * The whole pixels of a zone in a picture of a size. Its edges are rounded, not its lengths, so that zones that meet on
 * paper meet on the screen, without a row between them or in both.
 */
export function zoneRectangle({ x, y, width, height }: ZonePlace, picture: Size): ZoneRectangle {
  const [left, right] = edges(x, width, picture.width);
  const [top, bottom] = edges(y, height, picture.height);
  return { left, top, width: right - left, height: bottom - top };
}

function edges(start: Zone['x'], length: Zone['x'], whole: number): readonly [start: number, end: number] {
  const from = pixelsOf(start, whole);
  return [Math.round(from), Math.round(from + pixelsOf(length, whole))];
}

/** Pixels of a length before rounding. */
export function pixelsOf(length: Zone['x'], whole: number): number {
  return typeof length === 'number' ? length : (Number.parseFloat(length) / 100) * whole;
}

/** A canvas that lies turned in its rectangle is as wide upright as the rectangle is high. */
export function uprightSize({ width, height, rotationDegrees = 0 }: Canvas): Size {
  return rotationDegrees % 180 === 0 ? { width, height } : { width: height, height: width };
}
