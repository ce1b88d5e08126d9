/** A text on the belt. Positions are pixels of the belt, counted from its beginning. */
export interface BeltStrip {
  readonly fromPx: number;
  readonly lengthPx: number;
}

/**
 * A belt that runs past a window, by the same whole number of pixels in every frame. Where it stands follows from the
 * number of frames alone, so that no frame can move it by anything else; a frame that a display leaves out holds it
 * still for that long, and it is not made up for: the eye follows a text that is late, but loses one that leaps.
 */
export class Belt<Strip extends BeltStrip = BeltStrip> {
  readonly stepPx: number;
  #frames = 0;
  #strips: Strip[] = [];
  #endPx = 0;

  constructor(stepPx: number) {
    this.stepPx = stepPx;
  }

  get frames(): number {
    return this.#frames;
  }

  /** The first pixel that has not come into the window yet. */
  get positionPx(): number {
    return this.#frames * this.stepPx;
  }

  /** Where the next strip joins: at the end of the last one, or, when that has passed, where the window begins. */
  get joinPx(): number {
    return Math.max(this.#endPx, this.positionPx);
  }

  get strips(): readonly Strip[] {
    return this.#strips;
  }

  /** Precondition: the strip begins at {@link joinPx}. */
  lay(strip: Strip): void {
    this.#strips.push(strip);
    this.#endPx = strip.fromPx + strip.lengthPx;
  }

  /** One frame. Gives the strips that have left a window of this length. */
  advance(windowPx: number): Strip[] {
    this.#frames += 1;
    const gonePx = this.positionPx - windowPx;
    const isGone = ({ fromPx, lengthPx }: Strip) => fromPx + lengthPx <= gonePx;
    const gone = this.#strips.filter(isGone);
    if (gone.length > 0) this.#strips = this.#strips.filter((strip) => !isGone(strip));
    return gone;
  }

  /** Whether its first pixel is in the window, or has been. */
  hasEntered({ fromPx }: BeltStrip): boolean {
    return this.positionPx > fromPx;
  }

  /** Frames until what follows a strip comes into the window; 0 when it may have. */
  framesLeft({ fromPx, lengthPx }: BeltStrip): number {
    const leftPx = fromPx + lengthPx - this.positionPx;
    return leftPx < 0 ? 0 : Math.floor(leftPx / this.stepPx) + 1;
  }

  /** Where its beginning stands, from the edge at which texts leave. */
  placeOf({ fromPx }: BeltStrip, windowPx: number): number {
    return windowPx - (this.positionPx - fromPx);
  }
}
