import { html, type TemplateResult } from 'lit';
import { liveCodeOf, qrTextOf } from '../../core/evidence/live-code.ts';
import type { Checkpoint } from '../../core/tlog/checkpoint.ts';
import { text } from '../language.ts';
import '../qr/qr-code.ts';
import { messages } from './messages.ts';
import type { PanelStatus } from './panel-status.ts';

/** The live code as it stands in the picture, and large as a QR code: also where the picture itself shows none. */
export function liveCode({ asRun: { standing } }: PanelStatus): TemplateResult {
  const say = text(messages);
  if (standing === 'not-written') return line(say.liveCodeRefused);
  if (standing === 'nothing-written') return line(say.liveCodeNone);
  return html`<details class="live-code">
    <summary><strong>${say.liveCode}</strong><span>${liveCodeOf(standing.root)}</span></summary>
    ${large(standing)}
  </details>`;
}

function line(what: string): TemplateResult {
  return html`<p class="card row"><strong>${text(messages).liveCode}</strong> <span>${what}</span></p>`;
}

function large(checkpoint: Checkpoint): TemplateResult {
  const say = text(messages);
  return html`<div class="inside">
    <p class="large-code">${liveCodeOf(checkpoint.root)}</p>
    <changming-qr-code text=${qrTextOf(checkpoint)} label=${say.qrLabel}></changming-qr-code>
    <p class="hint">${say.liveCodeHint}</p>
  </div>`;
}
