import { html, type TemplateResult } from 'lit';
import {
  type ScreenSettings,
  type ScreenWordName,
  screenNameMaxLength,
  screenWordNames,
} from '../../core/screen/screen-settings.ts';
import { text } from '../language.ts';
import { messages } from './messages.ts';
import type { SetupForm } from './setup-fields.ts';

/** As typed; empty where nothing was. */
export type WordsDraft = Readonly<Record<ScreenWordName, string>>;

export function startWords(settings: Partial<ScreenSettings>): WordsDraft {
  const { station = '', hotline = '', community = '' } = settings;
  return { station, hotline, community };
}

/** What is kept of them: nothing that is empty, and none of the characters that variables are made of. */
export function keptWords(words: WordsDraft): Partial<Record<ScreenWordName, string>> {
  const kept = screenWordNames.flatMap((name) => {
    const word = words[name].replace(/[{}\p{Cc}]/gu, '').trim();
    return word === '' ? [] : [[name, word.slice(0, screenNameMaxLength).trim()]];
  });
  return Object.fromEntries(kept);
}

/** Folded away at first: nobody needs it to start playing. */
export function wordsField(form: SetupForm): TemplateResult {
  const say = text(messages);
  return html`<details class="words" ?open=${form.wordsKept}>
    <summary>${say.words}</summary>
    <p class="hint" id="words-hint">${say.wordsHint}</p>
    ${screenWordNames.map((name) => wordField(form, name))}
  </details>`;
}

function wordField({ draft, change }: SetupForm, name: ScreenWordName): TemplateResult {
  const { label, example } = text(messages).wordNames[name];
  return html`<div>
    <label class="label" for=${name}>${label}</label>
    <input
      class="input"
      id=${name}
      autocomplete="off"
      enterkeyhint="next"
      maxlength=${screenNameMaxLength}
      placeholder=${example}
      aria-describedby="words-hint"
      .value=${draft.words[name]}
      @input=${({ target }: InputEvent) =>
        change({ words: { ...draft.words, [name]: (target as HTMLInputElement).value } })}
    />
  </div>`;
}
