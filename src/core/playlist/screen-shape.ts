import type { Programme } from './definition.ts';

type ScreenShape = 'landscape' | 'portrait';

/**
 * What its canvas makes a programme's picture, as its viewers see it: a rectangle that is turned by a quarter has its
 * sides exchanged. A square is landscape, and so is a programme without a canvas, which most screens are made for: what
 * is on view must not depend on what only the running screen knows, or `check` and `simulate` would promise another.
 */
export function screenShapeOf({ canvas }: Pick<Programme, 'canvas'>): ScreenShape {
  if (!canvas) return 'landscape';
  const { width, height, rotationDegrees = 0 } = canvas;
  const isHigher = rotationDegrees % 180 === 0 ? height > width : width > height;
  return isHigher ? 'portrait' : 'landscape';
}
