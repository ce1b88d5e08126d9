import { html, nothing, type TemplateResult } from 'lit';
import { languageOf, localized } from '../controls/localized.ts';
import { text } from '../language.ts';
import { voiceMessages } from '../voice/messages.ts';
import type { AnnouncementStatus, VoiceStatus } from '../voice/voice-status.ts';
import { occasionsInWords, quietInWords, timeInWords } from '../voice/voice-words.ts';

/** What is said, what comes next, and a way to say something now. */
export function voiceSection(
  status: VoiceStatus | undefined,
  timeZone: string,
  sayNow: (key: string) => void,
): TemplateResult | typeof nothing {
  if (!status) return nothing;
  const say = text(voiceMessages);
  const { heard, next, sayable } = status;
  const quiet = quietInWords(status, timeZone);
  return html`<details class="voice">
    <summary>
      <strong>${say.title}</strong>
      <span>${heard ? `${say.speaking}：${localized(heard.title)}` : (quiet ?? nextLine(status, timeZone))}</span>
    </summary>
    <div class="inside">
      ${quiet && next ? html`<p>${nextLine(status, timeZone)}</p>` : nothing}
      ${next && !heard ? html`<p lang=${languageOf(next.title)}>${localized(next.title)}</p>` : nothing}
      <ul>
        ${occasionsInWords(status).map((line) => html`<li>${line}</li>`)}
      </ul>
      ${sayable.length > 0 ? html`<p><strong>${say.sayNow}</strong></p>` : nothing}
      ${quiet ? html`<p class="hint">${say.sayInQuiet}</p>` : nothing}
      <div class="actions">${sayable.map((each) => sayButton(each, heard !== undefined, sayNow))}</div>
      <p class="hint">${say.recordings}</p>
    </div>
  </details>`;
}

function sayButton(
  { key, title }: AnnouncementStatus,
  disabled: boolean,
  sayNow: (key: string) => void,
): TemplateResult {
  return html`<button class="button" style="text-wrap: balance" lang=${languageOf(title)} ?disabled=${disabled} @click=${() => sayNow(key)}>
    ${localized(title)}
  </button>`;
}

function nextLine(status: VoiceStatus, timeZone: string): string {
  const say = text(voiceMessages);
  const { next, rules } = status;
  if (next) return say.next(timeInWords(next.wallMs, status, timeZone));
  return rules.onApproach ? say.waiting : say.nothingSet;
}
