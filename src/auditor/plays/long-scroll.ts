/** Browsers cap how tall an element may be (Firefox at about 17 million pixels), and a million rows are taller. */
const tallestPx = 8_000_000;

/**
 * Scrolling through content that may be taller than any element. Small movements move the content by as much; large
 * ones (a dragged thumb, End) go to the same fraction of the content. All in pixels.
 */
export class LongScroll {
  /** How far the content has been scrolled. */
  contentTop = 0;
  #contentHeight = 0;
  #viewHeight = 0;
  #scrollTop = 0;

  /** Height of the element that stands for the content. */
  get height(): number {
    return Math.min(this.#contentHeight, tallestPx);
  }

  /** Keeps the place as far as the new sizes allow. */
  resize(contentHeight: number, viewHeight: number): void {
    this.#contentHeight = contentHeight;
    this.#viewHeight = viewHeight;
    this.contentTop = Math.min(this.contentTop, this.#longest);
  }

  scrolled(scrollTop: number): void {
    const movedPx = scrollTop - this.#scrollTop;
    this.#scrollTop = scrollTop;
    this.contentTop = Math.min(Math.max(this.#targetOf(scrollTop, movedPx), 0), this.#longest);
  }

  /** Where the thumb belongs for the place the content is at; to be set when scrolling has come to rest. */
  settle(): number {
    if (this.#isScaled) this.#scrollTop = Math.round((this.contentTop / this.#longest) * this.#shortest);
    return this.#scrollTop;
  }

  toTop(): void {
    this.contentTop = 0;
    this.#scrollTop = 0;
  }

  #targetOf(scrollTop: number, movedPx: number): number {
    if (!this.#isScaled || scrollTop <= 0) return scrollTop;
    // Browsers round: the last pixel may never be reached.
    if (scrollTop >= this.#shortest - 1) return this.#longest;
    if (Math.abs(movedPx) < this.#viewHeight * 1.5) return this.contentTop + movedPx;
    return (scrollTop / this.#shortest) * this.#longest;
  }

  get #isScaled(): boolean {
    return this.#contentHeight > tallestPx;
  }

  get #shortest(): number {
    return Math.max(0, this.height - this.#viewHeight);
  }

  get #longest(): number {
    return Math.max(0, this.#contentHeight - this.#viewHeight);
  }
}
