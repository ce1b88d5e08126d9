import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import type { qrPath } from './qr-path.ts';

/** A text as a QR code, dark on light in both colour schemes and in print, as wide as the element. */
@customElement('changming-qr-code')
export class QrCode extends LitElement {
  static override styles = css`
    :host {
      display: block;
    }
    svg {
      display: block;
      width: 100%;
      background: #fff;
      fill: #000;
      shape-rendering: crispEdges;
      print-color-adjust: exact;
      -webkit-print-color-adjust: exact;
    }
  `;

  @property() text = '';
  /** What it is, for those who do not see it. */
  @property() label = '';
  @state() private path: typeof qrPath | undefined;

  override connectedCallback(): void {
    super.connectedCallback();
    void import('./qr-path.ts').then(({ qrPath }) => {
      this.path = qrPath;
    });
  }

  protected override render(): TemplateResult | typeof nothing {
    if (!this.path || this.text === '') return nothing;
    const { modules, path } = this.path(this.text);
    return html`<svg viewBox="0 0 ${modules} ${modules}" role="img" aria-label=${this.label}>
      <path d=${path} />
    </svg>`;
  }
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-qr-code': QrCode;
  }
}
