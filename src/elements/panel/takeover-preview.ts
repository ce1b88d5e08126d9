import { css, html, LitElement, type TemplateResult } from 'lit';
import { customElement, property } from 'lit/decorators.js';
import { warningSpot } from '../../core/playout/takeover-desk.ts';
import type { Warning } from '../../core/takeover/definition.ts';
import '../stage/stage-element.ts';

const restMs = 250;

/** The warning as the picture will show it, set anew shortly after each change. */
@customElement('changming-takeover-preview')
export class TakeoverPreview extends LitElement {
  static override styles = css`
    :host {
      display: block;
      position: relative;
      overflow: hidden;
      border-radius: 4px;
    }
    div {
      padding-top: var(--proportion);
    }
    changming-stage {
      position: absolute;
      top: 0;
      left: 0;
      width: 100%;
      height: 100%;
    }
  `;

  @property({ attribute: false }) warning: Warning | undefined;
  /** Height ÷ width of the picture. */
  @property({ type: Number }) proportion = 9 / 16;
  @property() label = '';

  #timer: ReturnType<typeof setTimeout> | undefined;
  #shown = new AbortController();

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#shown.abort();
    this.renderRoot.querySelector('changming-stage')?.rest();
  }

  protected override render(): TemplateResult {
    // Taller than wide would push the form out of sight.
    const percent = Math.min(1, this.proportion) * 100;
    return html`<div style="--proportion: ${percent}%" role="img" aria-label=${this.label}>
      <changming-stage aria-hidden="true"></changming-stage>
    </div>`;
  }

  protected override updated(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#show(), restMs);
  }

  async #show(): Promise<void> {
    const stage = this.renderRoot.querySelector('changming-stage');
    if (!stage || !this.warning) return;
    this.#shown.abort();
    this.#shown = new AbortController();
    stage.setUp({ canvas: { width: 1920, height: Math.round(1920 * this.proportion) } });
    try {
      await stage.show(await stage.prepare(warningSpot('preview', this.warning), this.#shown.signal));
    } catch {
      // Another text has taken its place.
    }
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-takeover-preview': TakeoverPreview;
  }
}
