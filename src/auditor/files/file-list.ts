import { html, type TemplateResult } from 'lit';
import { periodOf } from '../../core/report/period.ts';
import { antiFraudMeasure, shareFor } from '../../core/report/share-for.ts';
import { promiseOf, shareOf, verdictOf } from '../../core/report/share-totals.ts';
import { percent } from '../../elements/controls/format.ts';
import { type Language, text } from '../../elements/language.ts';
import { verdictShown } from '../desk/desk-view.ts';
import type { Reading } from '../desk/log-desk.ts';
import { messages as common } from '../words/messages.ts';
import { stepWords } from './finding-words.ts';
import type { OpenedFile } from './opened-file.ts';

const messages = {
  'zh-CN': {
    title: (files: number) => `打开的文件（${files}）`,
    file: '文件',
    screen: '屏幕',
    days: '日期',
    answer: '占比',
    verified: '核验',
    holds: '✓ 通过',
    fails: '✗ 未通过',
    simulated: '模拟数据',
    show: (name: string) => `查看 ${name}`,
    look: '查看',
    shown: '正在查看',
    checking: (step: string) => `正在核验：${step}`,
    waiting: '等待核验',
    cancel: '取消',
    unreadable: '读不出播放记录',
    cannotRead: '文件读不出来：它不是证据包（ZIP），或者没有复制完整。',
    remove: '移除',
    backToScreen: '回到本屏日志',
    thisScreen: '本屏日志',
  },
  en: {
    title: (files: number) => `Opened files (${files})`,
    file: 'File',
    screen: 'Screen',
    days: 'Dates',
    answer: 'Share',
    verified: 'Verified',
    holds: '✓ yes',
    fails: '✗ no',
    simulated: 'simulated',
    show: (name: string) => `Show ${name}`,
    look: 'Show',
    shown: 'shown below',
    checking: (step: string) => `Checking: ${step}`,
    waiting: 'Waiting to be checked',
    cancel: 'Cancel',
    unreadable: 'no plays could be read',
    cannotRead: 'The file cannot be read: it is no evidence ZIP, or was not copied whole.',
    remove: 'Remove',
    backToScreen: 'Back to this screen’s log',
    thisScreen: 'This screen’s log',
  },
} satisfies Record<Language, unknown>;

export interface FileListActions {
  show(id: string | undefined): void;
  remove(id: string): void;
}

/** Several screens at once: each one's answer, then one of them in detail. */
export function fileList(
  files: readonly OpenedFile[],
  shown: string | undefined,
  hasScreen: boolean,
  actions: FileListActions,
): TemplateResult {
  const say = text(messages);
  return html`<section class="card" aria-labelledby="files">
    <h2 id="files">${say.title(files.length)}</h2>
    <div class="scroll" tabindex="0" role="group" aria-label=${say.title(files.length)}>
      <table>
        <thead>
          <tr>
            ${[say.screen, say.answer, say.verified, say.days, say.file].map((header) => html`<th scope="col">${header}</th>`)}
            <td></td>
          </tr>
        </thead>
        <tbody>
          ${files.map((file) => fileRow(file, file.id === shown, actions))}
        </tbody>
      </table>
    </div>
    ${
      hasScreen && shown !== undefined
        ? html`<div><button type="button" class="button" @click=${() => actions.show(undefined)}>← ${say.backToScreen}</button></div>`
        : ''
    }
  </section>`;
}

function fileRow(file: OpenedFile, isShown: boolean, actions: FileListActions): TemplateResult {
  const say = text(messages);
  const remove = file.state === 'checking' ? say.cancel : say.remove;
  return html`<tr aria-current=${isShown ? 'true' : 'false'}>
    ${file.state === 'checked' ? checkedCells(file) : otherCells(file)}
    <td class="name">${file.name}</td>
    <td class="actions">
      ${
        file.state === 'checked'
          ? html`<button
              type="button"
              class="button"
              aria-label=${say.show(file.name)}
              aria-pressed=${isShown ? 'true' : 'false'}
              @click=${() => actions.show(file.id)}
            >
              ${isShown ? say.shown : say.look}
            </button>`
          : ''
      }
      <button type="button" class="button quiet" aria-label="${remove} ${file.name}" @click=${() => actions.remove(file.id)}>
        ${remove}
      </button>
    </td>
  </tr>`;
}

function checkedCells({ verdict, reading }: OpenedFile & { state: 'checked' }): TemplateResult {
  const say = text(messages);
  return html`<th scope="row">
      ${verdict.log?.screen ?? '—'}
      ${verdict.log?.simulated ? html`<strong class="is-short">⚠ ${say.simulated}</strong>` : ''}
    </th>
    <td>${reading ? shareCell(reading) : say.unreadable}</td>
    <td class=${verdict.holds ? 'is-kept' : 'is-short'}>${verdict.holds ? say.holds : say.fails}</td>
    <td>${reading ? datesOf(reading) : '—'}</td>`;
}

function shareCell({ report }: Reading): TemplateResult {
  const totals = shareFor(periodOf(report.hours), report.measures[0] ?? antiFraudMeasure);
  const share = shareOf(totals);
  const promise = totals.promisedMs > 0 ? promiseOf(totals) : undefined;
  const isShort = verdictShown(totals) === 'short';
  const say = text(common);
  return html`<strong class=${isShort ? 'is-short' : ''}
      >${share === undefined ? '—' : percent(share)} ${promise === undefined ? '' : isShort ? '⚠' : '✓'}</strong
    >
    ${promise === undefined ? '' : html`<span class="quiet">${say.promise(percent(promise))} · ${say.mark[verdictOf(totals)]}</span>`}`;
}

function datesOf({ report }: Reading): string {
  const dates = report.hours.map(({ date }) => date).sort();
  return [...new Set([dates[0], dates[dates.length - 1]])].join('—');
}

function otherCells(file: OpenedFile): TemplateResult {
  const say = text(messages);
  if (file.state === 'failed') {
    return html`<th scope="row">—</th>
      <td colspan="3">
        <span class="is-short">✗ ${say.cannotRead}</span>
        <small lang="en">${file.why}</small>
      </td>`;
  }
  const step = file.state === 'checking' ? file.step : undefined;
  const done = file.state === 'checking' ? file.done : undefined;
  const name = step ? say.checking(stepWords(step).name) : say.waiting;
  return html`<th scope="row">…</th>
    <td colspan="3">
      <span role="status">${name}</span>
      <progress max="1" .value=${done ?? 0} aria-label=${name}></progress>
    </td>`;
}
