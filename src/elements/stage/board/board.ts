import type { Programme } from '../../../core/playlist/definition.ts';
import type { ProgrammeSpot } from '../../../core/playlist/programme-spot.ts';
import { isStill } from '../../../core/playlist/roadside.ts';
import { SpotError } from '../../../core/ports/stage.ts';
import type { RotationDegrees } from '../../../core/screen/screen-settings.ts';
import type { ZonePlace } from '../../../core/zones/rectangle.ts';
import type { Picture } from '../picture.ts';
import { type PictureMakers, preparePicture } from '../prepare-picture.ts';
import type { Size } from '../slogan/regions.ts';
import { arriveSlowly } from './change.ts';
import { lampSlate } from './lamps/lamp-slate.ts';
import { watchPixelRatio } from './pixel-ratio.ts';
import {
  areaOnDesktop,
  areaWithin,
  isSetByLamp,
  rectangleOf,
  sumOfTurns,
  transformOnto,
  turnedSize,
} from './place.ts';
import { Shade } from './shade.ts';
import { prepareStill } from './still.ts';

/** What a programme says of its picture. */
export type PictureWishes = Pick<Programme, 'canvas' | 'roadside' | 'dimming'> & {
  /** The part of the picture that this stage shows; left out, all of it. */
  readonly area?: ZonePlace | undefined;
  /** It lies over the stage of the main zone, and covers none of it. */
  readonly beside?: true;
};

interface Host extends HTMLElement {
  readonly turnDegrees: RotationDegrees;
}

/** Covers the window, so that the rectangle is counted from the page's corner, however the screen is turned. */
const wholeWindow =
  'position: fixed; left: 0px; top: 0px; width: 100%; height: 100%; background: rgb(0, 0, 0);';
const windowBeside =
  'position: fixed; left: 0px; top: 0px; width: 100%; height: 100%; background: transparent; pointer-events: none;';

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
    if (!rectangle) return this.#placeArea();
    this.#takeWindow();
    const turn = sumOfTurns(canvas?.rotationDegrees ?? 0, this.#host.turnDegrees);
    const { area } = this.#wishes;
    const own = area ? areaOnDesktop(rectangle, turn, area) : rectangle;
    const { width, height } = turnedSize(own, turn);
    const transform = transformOnto(own, turn, devicePixelRatio);
    this.#frame.style.cssText = `left: 0; top: 0; width: ${width}px; height: ${height}px;
      transform-origin: 0 0; transform: ${transform}`;
    this.#replaceSlate({ width, height });
    return true;
  }

  #takeWindow(): void {
    const { style } = this.#host;
    const covers = this.#wishes.beside ? windowBeside : wholeWindow;
    if (style.cssText === covers) return;
    this.#hostStyle = style.cssText;
    style.cssText = covers;
  }

  /** Puts it into its part of a picture that is fitted into the element; false when it has none. */
  #placeArea(): boolean {
    const { area, canvas } = this.#wishes;
    if (!area) return false;
    const { clientWidth: width, clientHeight: height } = this.#host;
    const { left, top, ...size } = areaWithin({ width, height }, canvas, area);
    this.#frame.style.cssText = `left: ${left}px; top: ${top}px; width: ${size.width}px; height: ${size.height}px`;
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
    if ([wholeWindow, windowBeside].includes(this.#host.style.cssText))
      this.#host.style.cssText = this.#hostStyle;
  }
}
