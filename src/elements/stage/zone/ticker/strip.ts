import type { BeltStrip } from '../../../../core/zones/belt.ts';

export type Direction = 'left' | 'up';

/** Well below what any engine refuses; a long text is drawn on several. */
const tilePx = 2_048;

/** A running text as pixels, drawn once: in every frame they are only copied. */
export class Strip implements BeltStrip {
  readonly fromPx: number;
  readonly lengthPx: number;
  readonly #direction: Direction;
  readonly #tiles: readonly HTMLCanvasElement[];

  /** @param paint draws all of the text; it is called once for each tile, moved and clipped */
  constructor(
    place: { readonly direction: Direction; readonly fromPx: number; readonly lengthPx: number },
    acrossPx: number,
    paint: (context: CanvasRenderingContext2D) => void,
  ) {
    const { direction, fromPx, lengthPx } = place;
    this.#direction = direction;
    this.fromPx = fromPx;
    this.lengthPx = lengthPx;
    const count = Math.ceil(lengthPx / tilePx);
    this.#tiles = Array.from({ length: count }, (_, index) => {
      const along = Math.min(tilePx, lengthPx - index * tilePx);
      return this.#tile(along, acrossPx, -index * tilePx, paint);
    });
  }

  #tile(
    alongPx: number,
    acrossPx: number,
    shiftPx: number,
    paint: (context: CanvasRenderingContext2D) => void,
  ): HTMLCanvasElement {
    const tile = document.createElement('canvas');
    const isLeft = this.#direction === 'left';
    [tile.width, tile.height] = isLeft ? [alongPx, acrossPx] : [acrossPx, alongPx];
    const context = tile.getContext('2d');
    if (!context) return tile;
    context.translate(isLeft ? shiftPx : 0, isLeft ? 0 : shiftPx);
    paint(context);
    return tile;
  }

  /** Copies what of it lies in the window, whole pixels to whole pixels. */
  draw(context: CanvasRenderingContext2D, atPx: number, windowPx: number): void {
    this.#tiles.forEach((tile, index) => {
      const place = atPx + index * tilePx;
      const length = this.#direction === 'left' ? tile.width : tile.height;
      if (place >= windowPx || place + length <= 0) return;
      if (this.#direction === 'left') context.drawImage(tile, place, 0);
      else context.drawImage(tile, 0, place);
    });
  }
}
