import { html, nothing, type TemplateResult } from 'lit';
import { unsafeSVG } from 'lit/directives/unsafe-svg.js';
import type { LocalizedText } from '../../core/playlist/definition.ts';
import { topicWords } from '../../core/vocabulary.ts';
import type { Language } from '../language.ts';
import { figures } from '../stage/illustrations/figures.ts';
import { type Scam, scams } from './content/scams.ts';
import { messages } from './messages.ts';
import type { SelfCheck } from './self-check.ts';

export const topicIn = (topic: string, language: Language): string =>
  language === 'en' ? topicWords(topic).en : topicWords(topic).zh;

export const sayIn = (content: LocalizedText, language: Language): string =>
  (language === 'en' ? content.en : undefined) ?? content['zh-CN'];

export function homeView(language: Language, open: (scam: Scam) => void): TemplateResult {
  return html`<h2 tabindex="-1">${messages[language].chooseScam}</h2>
    <ul class="cards">
      ${scams.map(
        (scam) => html`<li>
          <button class="card touch" @click=${() => open(scam)}>
            ${figureOf(scam.topic)}
            <strong>${topicIn(scam.topic, language)}</strong>
            <span>${sayIn(scam.hook, language)}</span>
          </button>
        </li>`,
      )}
    </ul>`;
}

interface CardMoves {
  readonly home: () => void;
  readonly open: (scam: Scam) => void;
}

export function cardView(scam: Scam, language: Language, { home, open }: CardMoves): TemplateResult {
  const say = messages[language];
  const parts = [
    { name: 'say', title: say.theySay, lines: scam.theySay },
    { name: 'how', title: say.howItWorks, lines: scam.howItWorks },
    { name: 'do', title: say.whatToDo, lines: scam.whatToDo },
  ];
  return html`<div class="heading">
      ${figureOf(scam.topic)}
      <div>
        <h2 tabindex="-1">${topicIn(scam.topic, language)}</h2>
        <p class="hook">${sayIn(scam.hook, language)}</p>
      </div>
    </div>
    <div class="parts">
      ${parts.map(
        ({ name, title, lines }) => html`<section class="part ${name}">
          <h3>${title}</h3>
          ${
            name === 'how'
              ? html`<ol>${lines.map((line) => html`<li>${sayIn(line, language)}</li>`)}</ol>`
              : html`<ul>${lines.map((line) => html`<li>${sayIn(line, language)}</li>`)}</ul>`
          }
        </section>`,
      )}
    </div>
    <div class="moves">
      <button class="button touch" @click=${() => open(neighbour(scam, -1))}>‹ ${say.before}</button>
      <button class="button touch" @click=${home}>${say.back}</button>
      <button class="button touch" @click=${() => open(neighbour(scam, 1))}>${say.next} ›</button>
    </div>`;
}

export function hotlinesView(language: Language): TemplateResult {
  const say = messages[language];
  return html`<h2 tabindex="-1">${say.hotlines}</h2>
    <div class="lines">
      <section class="line">
        <h3>${say.advice}</h3>
        <p class="number">96110</p>
        <p>${say.adviceText}</p>
      </section>
      <section class="line urgent">
        <h3>${say.police}</h3>
        <p class="number">110</p>
        <p>${say.policeText}</p>
      </section>
      <section class="line">
        <h3>${say.app}</h3>
        <p>${say.appText}</p>
        <p class="remember">${say.remember}</p>
      </section>
    </div>`;
}

interface CheckMoves {
  readonly choose: (option: number) => void;
  readonly next: () => void;
  readonly again: () => void;
  readonly open: (scam: Scam) => void;
}

export function checkView(check: SelfCheck, language: Language, moves: CheckMoves): TemplateResult {
  const { question, chosen } = check;
  if (!question) return resultView(check, language, moves);
  const say = messages[language];
  return html`<p class="progress">${say.questionOf(check.number, check.questions.length)}</p>
    <h2 tabindex="-1">${sayIn(question.text, language)}</h2>
    <ul class="options">
      ${question.options.map((option, index) => {
        const mark = markOf(index, question.right, chosen);
        return html`<li>
          <button
            class="option touch ${mark}"
            aria-pressed=${chosen === index}
            aria-disabled=${chosen !== undefined}
            @click=${() => moves.choose(index)}
          >
            <span class="mark" aria-hidden="true">${signOf(mark, index)}</span>
            <span>${sayIn(option, language)}${
              mark === 'right' ? html`<span class="visually-hidden"> – ${say.rightAnswer}</span>` : nothing
            }</span>
          </button>
        </li>`;
      })}
    </ul>
    <div class="answer" aria-live="polite">
      ${
        chosen === undefined
          ? nothing
          : html`<p>
                <strong class=${chosen === question.right ? 'good' : 'bad'}
                  >${chosen === question.right ? `✓ ${say.right}` : `✗ ${say.wrong}`}</strong
                >
                ${sayIn(question.because, language)}
              </p>
              <button class="button primary touch" @click=${moves.next}>
                ${check.number < check.questions.length ? say.nextQuestion : say.seeResult} ›
              </button>`
      }
    </div>`;
}

function resultView(check: SelfCheck, language: Language, { again, open }: CheckMoves): TemplateResult {
  const say = messages[language];
  const missed = scams.filter(({ topic }) => check.missedTopics.includes(topic));
  return html`<h2 class="result" tabindex="-1">${say.result(check.rightCount, check.questions.length)}</h2>
    <p>${missed.length > 0 ? say.lookAgain : say.allRight}</p>
    <ul class="missed">
      ${missed.map(
        (scam) => html`<li>
          <button class="button touch" @click=${() => open(scam)}>${topicIn(scam.topic, language)} ›</button>
        </li>`,
      )}
    </ul>
    <div class="moves"><button class="button primary touch" @click=${again}>${say.again}</button></div>`;
}

type Mark = '' | 'right' | 'wrong' | 'other';

function markOf(index: number, right: number, chosen: number | undefined): Mark {
  if (chosen === undefined) return '';
  if (index === right) return 'right';
  return index === chosen ? 'wrong' : 'other';
}

function signOf(mark: Mark, index: number): string {
  if (mark === 'right') return '✓';
  return mark === 'wrong' ? '✗' : (['A', 'B', 'C'][index] ?? '');
}

function neighbour(scam: Scam, step: 1 | -1): Scam {
  return scams[(scams.indexOf(scam) + step + scams.length) % scams.length] ?? scam;
}

function figureOf(topic: string): TemplateResult {
  return html`<i class="figure" aria-hidden="true">${unsafeSVG(figures.get(topic)?.svg ?? '')}</i>`;
}
