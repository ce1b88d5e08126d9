/** Quick enough for the first word, slow enough not to be a cut. */
const downMs = 400;
const upMs = 900;
const stepMs = 40;

/** Lowers the sound of the picture under an announcement and brings it back, without a step that is heard. */
export class Ducking {
  readonly #stage: { duck: number };
  #share = 1;
  #ramp: ReturnType<typeof setInterval> | undefined;

  constructor(stage: { duck: number }) {
    this.#stage = stage;
  }

  /** @param share of the volume that is left, 0 to 1; undefined for all of it */
  to(share = 1): void {
    clearInterval(this.#ramp);
    const from = this.#share;
    if (share === from) return;
    const lengthMs = share < from ? downMs : upMs;
    const startMs = performance.now();
    this.#ramp = setInterval(() => {
      const done = Math.min(1, (performance.now() - startMs) / lengthMs);
      this.#share = from + (share - from) * done;
      this.#stage.duck = this.#share;
      if (done === 1) clearInterval(this.#ramp);
    }, stepMs);
  }
}
