import { html, type TemplateResult } from 'lit';
import { type Language, language, setLanguage } from '../language.ts';

const names: readonly [Language, string][] = [
  ['zh-CN', '中文'],
  ['en', 'English'],
];

/** Each language is named in itself, so that it is found by who reads no other. */
export function languageSwitch(onSwitch?: (next: Language) => void): TemplateResult {
  return html`<div class="segmented" role="group" aria-label="语言 Language">
    ${names.map(
      ([code, name]) =>
        html`<button
          type="button"
          class="button"
          lang=${code}
          aria-pressed=${language() === code ? 'true' : 'false'}
          @click=${() => {
            setLanguage(code);
            onSwitch?.(code);
          }}
        >
          ${name}
        </button>`,
    )}
  </div>`;
}
