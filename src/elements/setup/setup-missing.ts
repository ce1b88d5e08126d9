import { html, nothing, type TemplateResult } from 'lit';
import type { LocalizedText } from '../../core/playlist/definition.ts';
import { languageOf, localized } from '../controls/localized.ts';
import { text } from '../language.ts';
import { messages } from './messages.ts';

/** Something that this browser cannot do, and what is done instead. */
export interface MissingHere {
  readonly title: LocalizedText;
  readonly consequence: LocalizedText;
  /** Whether what is shown, kept or proven is less without it. */
  readonly weighs: boolean;
}

/** To whoever sets the screen up, who may still choose another browser; folded away where nothing weighs. */
export function missingNote(missing: readonly MissingHere[]): TemplateResult | typeof nothing {
  if (missing.length === 0) return nothing;
  const weighing = missing.filter(({ weighs }) => weighs);
  const light = missing.filter(({ weighs }) => !weighs);
  const say = text(messages);
  return html`<details class="missing" ?open=${weighing.length > 0}>
    <summary>${weighing.length > 0 ? '⚠ ' : nothing}${say.missing(missing.length)}</summary>
    <dl>${[...weighing, ...light].map(inWords)}</dl>
  </details>`;
}

function inWords({ title, consequence }: MissingHere): TemplateResult {
  return html`<dt lang=${languageOf(title)}>${localized(title)}</dt>
    <dd lang=${languageOf(consequence)}>${localized(consequence)}</dd>`;
}
