export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Box extends Size {
  readonly x: number;
  readonly y: number;
}

/** Where the drawn figure and the words go on a canvas of any shape. */
export interface Regions {
  readonly shape: 'strip' | 'landscape' | 'portrait';
  /** Absent where it would cost the words their legibility. */
  readonly figure?: Box;
  readonly words: Box;
}

/** Below this a figure is a smudge. */
const smallestFigurePx = 72;

export function regionsOf(canvas: Size): Regions {
  const { width, height } = canvas;
  if (width >= height * 2.6) return strip(canvas);
  return width >= height ? landscape(canvas) : portrait(canvas);
}

/**
 * The words without a figure: the whole canvas within its margins, which are wide enough above and below for the live
 * code. `takenPx` is the height of what else stands in the upper right corner: the words begin below it.
 */
export function wholeRegion(canvas: Size, takenPx = 0): Box {
  const x = marginOf(canvas);
  const y = Math.max(x, codeStripPx(canvas));
  const top = Math.max(y, takenPx);
  return { x, y: top, width: canvas.width - 2 * x, height: canvas.height - top - y };
}

/** Below this picture side there is no live code: legible letters would cover too much. */
export const smallestCodeSidePx = 320;

/** Height of the strips along the upper and lower edge that belong to the live code. */
export function codeStripPx({ width, height }: Size): number {
  const side = Math.min(width, height);
  return side < smallestCodeSidePx ? 0 : Math.round(side * 0.06);
}

/** Height of the upper right corner where a QR code stands: a sixth of the side, which no starter film has words in. */
export function qrCornerPx({ width, height }: Size): number {
  return Math.round(Math.min(width, height) / 6);
}

function marginOf({ width, height }: Size): number {
  const shorter = Math.min(width, height);
  const share = shorter < 200 ? 0.03 : width < height ? 0.045 : 0.065;
  return Math.max(2, Math.round(shorter * share));
}

function strip(canvas: Size): Regions {
  const whole = wholeRegion(canvas);
  const side = Math.round(whole.height);
  if (side < smallestFigurePx) return { shape: 'strip', words: whole };
  const gap = Math.round(side * 0.25);
  const words = { ...whole, x: whole.x + side + gap, width: whole.width - side - gap };
  return { shape: 'strip', figure: { x: whole.x, y: whole.y, width: side, height: side }, words };
}

function landscape(canvas: Size): Regions {
  const whole = wholeRegion(canvas);
  const side = Math.round(Math.min(whole.width * 0.36, whole.height * 0.78));
  if (canvas.height < 200) return { shape: 'landscape', words: whole };
  const x = whole.x + whole.width - side;
  const figure = { x, y: Math.round((canvas.height - side) / 2), width: side, height: side };
  return { shape: 'landscape', figure, words: { ...whole, width: whole.width - side - whole.x } };
}

function portrait(canvas: Size): Regions {
  const whole = wholeRegion(canvas);
  const side = Math.round(Math.min(whole.width * 0.62, whole.height * 0.27));
  if (side < smallestFigurePx) return { shape: 'portrait', words: whole };
  const figure = { x: Math.round((canvas.width - side) / 2), y: whole.y, width: side, height: side };
  const used = side + Math.round(whole.y * 0.5);
  return { shape: 'portrait', figure, words: { ...whole, y: whole.y + used, height: whole.height - used } };
}
