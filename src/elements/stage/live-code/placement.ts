import { qrCornerPx, type Size, smallestCodeSidePx } from '../slogan/regions.ts';

/**
 * How large the live code stands in the picture, and where.
 *
 * The code is for an inspector three metres from a 55-inch panel: 1218 × 685 mm, so 0.634 mm a pixel at 1920 × 1080.
 * ISO 9241-303 asks for characters of 16 minutes of arc at least: 3 m × tan 16′ = 14.0 mm. A fortieth of the height is
 * 27 px = 17.1 mm = 19.6′, four times what an eye of acuity 1.0 just resolves and twice what one of 0.5 does.
 *
 * The QR code is for a telephone in the same place: 4000 pixels over a field of 69° are 0.97 of them per mm at 3 m. A
 * module of 4 px = 2.54 mm is then 2.5 pixels of the photo, and readers want 2. A 270th of the height keeps it at that
 * on panels of any resolution.
 */
const capsInSide = 40;
const modulesInSide = 270;

const smallestModulePx = 3;
/** Version 5 with its quiet zone holds 84 bytes: a log of up to 999,999,999 entries. */
const modulesOfVersion5 = 45;

export interface CodeSizes {
  /** Height of a capital letter. */
  readonly capPx: number;
  readonly plateHeightPx: number;
  readonly paddingPx: number;
  /** From the picture's edge, before the plate wanders. */
  readonly gapPx: number;
  /** One step of its wandering. */
  readonly stepPx: number;
}

/** The sizes of the code on a picture, turned or not; undefined where it would not be legible at a bearable size. */
export function codeSizes({ width, height }: Size): CodeSizes | undefined {
  const side = Math.min(width, height);
  if (side < smallestCodeSidePx) return undefined;
  const capPx = Math.round(side / capsInSide);
  const share = (of: number) => Math.round(capPx * of);
  const paddingPx = share(0.35);
  return { capPx, paddingPx, plateHeightPx: capPx + 2 * paddingPx, gapPx: share(0.3), stepPx: share(0.1) };
}

/**
 * Size of one module of a QR code in CSS pixels, a whole number of the `pixelRatio` device pixels in each; undefined
 * where a legible code would not fit its corner.
 */
export function modulePx(canvas: Size, pixelRatio: number, modules = modulesOfVersion5): number | undefined {
  const side = Math.min(canvas.width, canvas.height) * pixelRatio;
  const px = Math.max(smallestModulePx, Math.round(side / modulesInSide)) / pixelRatio;
  return px * modules <= qrCornerPx(canvas) ? px : undefined;
}

export interface Place {
  readonly x: 'left' | 'right';
  readonly y: 'top' | 'bottom';
  /** Steps of {@link CodeSizes.stepPx} away from the corner, 0 to 2 each way. */
  readonly dx: number;
  readonly dy: number;
}

/** Every place of a 3 × 3 grid once, each step both ways where it can be, so that no stroke stays where it was. */
const wander: readonly (readonly [number, number])[] = [
  [0, 0],
  [1, 2],
  [2, 1],
  [0, 2],
  [1, 0],
  [2, 2],
  [0, 1],
  [2, 0],
  [1, 1],
];

const anyCorner = [
  ['right', 'bottom'],
  ['left', 'bottom'],
  ['left', 'top'],
  ['right', 'top'],
] as const;

/** The code's place after so many moves. A QR code keeps the upper right corner, so the code then keeps to the lower ones. */
export function codePlace(moves: number, besideQr: boolean): Place {
  const corners = besideQr ? anyCorner.slice(0, 2) : anyCorner;
  const round = Math.floor(moves / wander.length);
  const [x, y] = corners[round % corners.length] ?? anyCorner[0];
  return { x, y, ...stepsAt(moves) };
}

/**
 * The QR code's place after so many moves: the corner that films and slogans leave freest, at the very edge, where its
 * quiet zone needs no gap; it wanders sideways only, so as not to come down to their words.
 */
export function qrPlace(moves: number): Place {
  return { x: 'right', y: 'top', dx: stepsAt(moves).dx, dy: 0 };
}

function stepsAt(moves: number): { dx: number; dy: number } {
  const [dx, dy] = wander[moves % wander.length] ?? [0, 0];
  return { dx, dy };
}
