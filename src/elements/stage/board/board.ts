import type { Programme } from '../../../core/playlist/definition.ts';
import type { ProgrammeSpot } from '../../../core/playlist/programme-spot.ts';
import { isStill } from '../../../core/playlist/roadside.ts';
import { SpotError } from '../../../core/ports/stage.ts';
import type { RotationDegrees } from '../../../core/screen/screen-settings.ts';
import type { Picture } from '../picture.ts';
import { type PictureMakers, preparePicture } from '../prepare-picture.ts';
import type { Size } from '../slogan/regions.ts';
import { arriveSlowly } from './change.ts';
import { lampSlate } from './lamps/lamp-slate.ts';
import { watchPixelRatio } from './pixel-ratio.ts';
import { isSetByLamp, rectangleOf, sumOfTurns, transformOnto, turnedSize } from './place.ts';
import { Shade } from './shade.ts';
import { prepareStill } from './still.ts';

/** What a programme says of its picture. */
export type PictureWishes = Pick<Programme, 'canvas' | 'roadside' | 'dimming'>;

interface Host extends HTMLElement {
  readonly turnDegrees: RotationDegrees;
}

/** Covers the window, so that the rectangle is counted from the page's corner, however the screen is turned. */
const wholeWindow =
  'position: fixed; left: 0px; top: 0px; width: 100%; height: 100%; background: rgb(0, 0, 0);';

/**
 * What only boards of lamps and roadside screens need: the picture on exact device pixels, text set lamp by lamp,
 * pictures that stand still and change slowly, and dimming.
 */
export class Board {
  readonly #host: Host;
  readonly #frame: HTMLElement;
  readonly #wishes: PictureWishes;
  readonly #shade: Shade;
  readonly #stopWatching: () => void;
  #slate: HTMLElement | undefined;
  #slateFor = '';
  #hostStyle = '';

  constructor(host: Host, frame: HTMLElement, wishes: PictureWishes) {
    this.#host = host;
    this.#frame = frame;
    this.#wishes = wishes;
    this.#shade = new Shade(frame);
    this.#stopWatching = rectangleOf(wishes.canvas) ? watchPixelRatio(() => this.place()) : () => {};
  }

  /** Puts the picture onto its rectangle; false when the programme names none. */
  place(): boolean {
    const { canvas } = this.#wishes;
    const rectangle = rectangleOf(canvas);
    if (!rectangle) return false;
    const { style } = this.#host;
    if (style.cssText !== wholeWindow) {
      this.#hostStyle = style.cssText;
      style.cssText = wholeWindow;
    }
    const turn = sumOfTurns(canvas?.rotationDegrees ?? 0, this.#host.turnDegrees);
    const { width, height } = turnedSize(rectangle, turn);
    const transform = transformOnto(rectangle, turn, devicePixelRatio);
    this.#frame.style.cssText = `left: 0; top: 0; width: ${width}px; height: ${height}px;
      transform-origin: 0 0; transform: ${transform}`;
    this.#replaceSlate({ width, height });
    return true;
  }

  #replaceSlate(size: Size): void {
    if (this.#slateFor === `${size.width}×${size.height}`) return;
    this.#slateFor = `${size.width}×${size.height}`;
    this.#slate?.remove();
    this.#slate = lampSlate(this.#wishes.canvas, size);
    if (this.#slate) this.#frame.querySelector('.slate')?.after(this.#slate);
  }

  /** Like `preparePicture`, under the programme's rules. */
  readonly prepare = async (
    spot: ProgrammeSpot,
    makers: PictureMakers,
    signal: AbortSignal,
  ): Promise<Picture> => {
    const { canvas, roadside } = this.#wishes;
    if (roadside && !isStill(spot.spot))
      throw new SpotError('unsupported', spot.key, 'beside a road only still pictures play');
    const still = isStill(spot.spot) && (roadside || rectangleOf(canvas));
    return still ? prepareStill(spot, this.#wishes, makers, signal) : preparePicture(spot, makers, signal);
  };

  /** Lets a picture that came on view arrive as slowly as the programme asks; resolves when it has. */
  arrive(layer: HTMLElement): Promise<void> {
    const { roadside, canvas } = this.#wishes;
    return roadside
      ? arriveSlowly(layer, roadside.changeMs, isSetByLamp(canvas) ? canvas.lamps : undefined)
      : Promise.resolve();
  }

  /** Share of the full luminance, from now on. */
  set brightness(brightness: number) {
    this.#shade.brightness = brightness;
  }

  /** Leaves the stage as it was found. */
  release(): void {
    this.#stopWatching();
    this.#shade.remove();
    this.#slate?.remove();
    this.#frame.style.cssText = '';
    if (this.#host.style.cssText === wholeWindow) this.#host.style.cssText = this.#hostStyle;
  }
}
