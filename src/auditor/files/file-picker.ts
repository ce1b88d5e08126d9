import { html, type TemplateResult } from 'lit';
import { type Language, text } from '../../elements/language.ts';

const messages = {
  'zh-CN': { open: '打开导出文件', drop: '放开即可打开' },
  en: { open: 'Open exported files', drop: 'Drop to open' },
} satisfies Record<Language, unknown>;

/** A button that is a file field, so that it works without a drag and without script tricks. */
export function filePicker(onFiles: (files: File[]) => void): TemplateResult {
  return html`<label class="button file-picker">
    ${text(messages).open}
    <input
      class="visually-hidden"
      type="file"
      multiple
      accept=".zip,application/zip"
      @change=${(event: Event) => {
        const field = event.target as HTMLInputElement;
        onFiles([...(field.files ?? [])]);
        // The same file again is a change too.
        field.value = '';
      }}
    />
  </label>`;
}

export function dropHint(): TemplateResult {
  return html`<div class="drop" aria-hidden="true"><strong>${text(messages).drop}</strong></div>`;
}
