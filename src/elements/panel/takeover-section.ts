import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { customElement, property, state } from 'lit/decorators.js';
import { leftOf, type StandingTakeover, type Stop } from '../../core/takeover/state.ts';
import { controlStyles } from '../controls/control-styles.ts';
import { clockTime, duration } from '../controls/format.ts';
import { language, text } from '../language.ts';
import { LanguageController } from '../language-controller.ts';
import { screenScale, tokens } from '../tokens/tokens.ts';
import { panelStyles } from './panel-styles.ts';
import { longestTyped } from './takeover-draft.ts';
import './takeover-form.ts';
import { messages } from './takeover-messages.ts';
import type { GiveOrder, TakeoverStatus } from './takeover-status.ts';
import { takeoverStyles } from './takeover-styles.ts';

/** The part of the operator's panel that interrupts the programme: warnings, and the stop of everything. */
@customElement('changming-takeovers')
export class TakeoverSection extends LitElement {
  static override styles = [tokens, screenScale, controlStyles, panelStyles, takeoverStyles];

  @property({ attribute: false }) status: TakeoverStatus = { standing: [] };
  @property({ attribute: false }) giveOrder: GiveOrder | undefined;
  @property() timeZone = 'Asia/Shanghai';
  /** Height ÷ width of the picture. */
  @property({ type: Number }) proportion = 9 / 16;

  @state() private unfolded = false;
  /** The form is made when it is unfolded: its preview is a stage of its own. */
  @state() private composing = false;
  /** Who lifts the stop and why, as typed; without a keyboard the usual words have to do. */
  @state() private lifting: { readonly by?: string; readonly why?: string } = {};

  constructor() {
    super();
    new LanguageController(this);
  }

  /** What stands is shown when it begins; from then on whoever looks folds and unfolds. */
  protected override willUpdate(changes: PropertyValues<this>): void {
    const before = changes.get('status');
    if (changes.has('status') && !stands(before) && stands(this.status)) this.unfolded = true;
  }

  protected override render(): TemplateResult {
    const say = text(messages);
    const { stop, standing } = this.status;
    return html`${stop ? this.#stopped(stop) : nothing}
      <details ?open=${this.unfolded} @toggle=${this.#onUnfold}>
        <summary>
          <strong>${say.title}</strong>
          <span>${standing.length === 0 ? say.none : say.count(standing.length)}</span>
        </summary>
        <div class="inside">
          ${standing.length === 0 ? nothing : html`<ul>${standing.map((each) => this.#standing(each))}</ul>`}
          ${stop ? nothing : this.#stopButton()}
          <details class="compose" @toggle=${this.#onCompose}>
            <summary><strong>${say.compose}</strong></summary>
            ${
              this.composing && this.unfolded
                ? html`<changming-takeover-form
                    .giveOrder=${this.giveOrder}
                    .proportion=${this.proportion}
                  ></changming-takeover-form>`
                : nothing
            }
          </details>
        </div>
      </details>`;
  }

  #stopped({ by, why, atWallMs }: Stop): TemplateResult {
    const say = text(messages);
    return html`<section class="answer short stopped" role="alert" aria-labelledby="stopped">
      <h3 id="stopped">■ ${say.stopped}</h3>
      <p>${say.stoppedBy(by, why, clockTime(atWallMs, this.timeZone))}</p>
      ${this.#liftField('by', say.liftBy, say.byDefault)} ${this.#liftField('why', say.liftWhy, say.liftWhyDefault)}
      <button class="button primary" @click=${this.#lift}>${say.lift}</button>
    </section>`;
  }

  #liftField(name: 'by' | 'why', label: string, usual: string): TemplateResult {
    return html`<div>
      <label class="label" for="lift-${name}">${label}</label>
      <input
        class="input"
        id="lift-${name}"
        autocomplete="off"
        maxlength=${longestTyped}
        .value=${this.lifting[name] ?? usual}
        @input=${(event: InputEvent) => {
          this.lifting = { ...this.lifting, [name]: (event.target as HTMLInputElement).value };
        }}
      />
    </div>`;
  }

  #stopButton(): TemplateResult {
    const say = text(messages);
    return html`<div class="stop">
      <button class="button" @click=${this.#stop}>■ ${say.stop}</button>
      <p class="hint">${say.stopHint}</p>
    </div>`;
  }

  #standing(each: StandingTakeover): TemplateResult {
    const say = text(messages);
    const { takeover } = each;
    const { plays, airtimeMs } = leftOf(each);
    const left = plays === undefined ? say.left(duration(airtimeMs ?? 0)) : say.leftPlays(plays);
    const until = say.until(dayAndTime(Date.parse(takeover.expiresAt), this.timeZone));
    return html`<li class="takeover">
      <strong>${nameOf(each)}</strong>
      <p>${this.#standingOf(takeover.id)} · ${left} · ${until}</p>
      <p class="hint">${takeover.by} · ${takeover.why}</p>
      <button class="button" @click=${() => this.#cancel(takeover.id)}>✕ ${say.cancel}</button>
    </li>`;
  }

  #standingOf(id: string): string {
    const say = text(messages);
    if (this.status.stop) return say.waitingStopped;
    return this.status.onView === id ? `▶ ${say.onView}` : say.waiting;
  }

  #onUnfold = (event: Event): void => {
    if (event.target === event.currentTarget) this.unfolded = (event.target as HTMLDetailsElement).open;
  };

  #onCompose = (event: Event): void => {
    this.composing = (event.target as HTMLDetailsElement).open;
  };

  #stop = (): void => {
    const { byDefault: by, stopWhy: why } = text(messages);
    void this.giveOrder?.({ do: 'stop', by, why }, 'panel');
  };

  #lift = (): void => {
    const { byDefault, liftWhyDefault } = text(messages);
    const { by = '', why = '' } = this.lifting;
    const order = { by: by.trim() || byDefault, why: why.trim() || liftWhyDefault };
    this.lifting = {};
    void this.giveOrder?.({ do: 'lift', ...order }, 'panel');
  };

  #cancel(id: string): void {
    const { byDefault: by, cancelWhy: why } = text(messages);
    void this.giveOrder?.({ do: 'cancel', id, by, why }, 'panel');
  }
}

function stands(status: TakeoverStatus | undefined): boolean {
  return status !== undefined && (status.stop !== undefined || status.standing.length > 0);
}

/** An order may stand till tomorrow: a time of day alone would mislead. */
function dayAndTime(wallMs: number, timeZone: string): string {
  const form = {
    month: 'numeric',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  } as const;
  return new Intl.DateTimeFormat(language(), { ...form, timeZone }).format(wallMs);
}

function nameOf({ takeover: { slogan, spot, id } }: StandingTakeover): string {
  if (slogan) return (language() === 'en' ? slogan.text.en : undefined) ?? slogan.text['zh-CN'];
  return spot ? `${spot.playlist}/${spot.id}` : id;
}

declare global {
  interface HTMLElementTagNameMap {
    'changming-takeovers': TakeoverSection;
  }
}
