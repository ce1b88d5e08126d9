import type { ChangmingStage } from '../stage-element.ts';

/**
 * Lays a canvas over all that a stage shows, one of its pixels on each device pixel: what moves on it by whole pixels
 * does so on the display.
 * @param isExact the stage stands on exact device pixels already, one of them for each CSS pixel
 * @param onSize called with its size in device pixels, now and whenever that changes
 * @returns what takes it away
 */
export function coverWithPixels(
  stage: ChangmingStage,
  canvas: HTMLCanvasElement,
  isExact: boolean,
  onSize: (width: number, height: number) => void,
): () => void {
  const cover = document.createElement('div');
  cover.style.cssText = 'position: absolute; left: 0; top: 0; width: 100%; height: 100%; overflow: hidden';
  cover.append(canvas);
  stage.overlay = cover;
  const place = () => {
    const ratio = isExact ? 1 : devicePixelRatio;
    const width = Math.round(cover.clientWidth * ratio);
    const height = Math.round(cover.clientHeight * ratio);
    const [x, y] = isExact ? [0, 0] : offPixel(cover, stage.turnDegrees);
    canvas.style.cssText = `position: absolute; left: ${x}px; top: ${y}px; width: ${width / ratio}px;
      height: ${height / ratio}px; image-rendering: pixelated`;
    if (width > 0 && height > 0) onSize(width, height);
  };
  place();
  const resizing = new ResizeObserver(place);
  resizing.observe(cover);
  return () => {
    resizing.disconnect();
    if (stage.overlay === cover) stage.overlay = undefined;
  };
}

/** By how much an element must be moved, in its own CSS pixels, for its corner to fall onto a device pixel. */
function offPixel(element: HTMLElement, turnDegrees: number): readonly [x: number, y: number] {
  const { left, top } = element.getBoundingClientRect();
  const missing = (at: number) =>
    (Math.round(at * devicePixelRatio) - at * devicePixelRatio) / devicePixelRatio;
  const [right, down] = [missing(left), missing(top)];
  switch (turnDegrees) {
    case 90:
      return [down, -right];
    case 180:
      return [-right, -down];
    case 270:
      return [-down, right];
    default:
      return [right, down];
  }
}
