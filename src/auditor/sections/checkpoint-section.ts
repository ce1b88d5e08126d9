import { html, nothing, type TemplateResult } from 'lit';
import { text } from '../../elements/language.ts';
import type { DeskView } from '../desk/desk-view.ts';
import { count, stamp } from '../words/dates.ts';
import { messages } from '../words/messages.ts';

/** The signed statement of the log as it stands, to be read and copied. Nothing here is verified. */
export function checkpointSection(
  { reading }: DeskView,
  copied: 'copied' | 'refused' | undefined,
  onCopy: (note: string) => void,
): TemplateResult | typeof nothing {
  const say = text(messages);
  const { checkpoint, root, table, report } = reading;
  if (!checkpoint || !root) return nothing;
  const last = table.chunks[table.chunks.length - 1];
  const lastMs = last?.wallMs[last.count - 1];
  return html`<section class="card" aria-labelledby="checkpoint">
    <h2 id="checkpoint">${say.checkpoint}</h2>
    <p class="quiet">${say.checkpointHint}</p>
    <dl>
      <dt>${say.size}</dt>
      <dd>${count(root.size)}</dd>
      <dt>${say.root}</dt>
      <dd class="code">${root.root}</dd>
      <dt>${say.lastEntry}</dt>
      <dd>${lastMs === undefined ? '—' : stamp(lastMs, report.timeZone)}</dd>
    </dl>
    <pre tabindex="0" role="group" aria-label=${say.checkpoint}>${checkpoint}</pre>
    <div class="controls">
      <button type="button" class="button" @click=${() => onCopy(checkpoint)}>${say.copy}</button>
      <span role="status">${copied ? (copied === 'copied' ? say.copied : say.copyFailed) : ''}</span>
    </div>
  </section>`;
}
