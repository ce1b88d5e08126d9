import { uprightSize, zoneRectangle } from '../zones/rectangle.ts';
import type { Programme } from './definition.ts';

export type PictureShape = 'landscape' | 'portrait';

/**
 * What a programme's main picture is, as its viewers see it: its zone where there are zones, else the whole canvas; of a
 * canvas that is turned by a quarter the sides are exchanged. A square is landscape, and so is a programme without a
 * canvas, which most screens are made for: what is on view must not depend on what only the running screen knows, or
 * `check` and `simulate` would promise another.
 */
export function pictureShapeOf({ canvas, zones }: Pick<Programme, 'canvas' | 'zones'>): PictureShape {
  if (!canvas) return 'landscape';
  const whole = uprightSize(canvas);
  const main = zones?.find(({ kind }) => kind === 'main');
  const { width, height } = main ? zoneRectangle(main, whole) : whole;
  return height > width ? 'portrait' : 'landscape';
}
