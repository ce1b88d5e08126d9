import { html, nothing, type TemplateResult } from 'lit';
import type { Finding, StepResult, Verdict } from '../../core/evidence/verify/verdict.ts';
import { type Language, text } from '../../elements/language.ts';
import { count } from '../words/dates.ts';
import { evidenceText, findingText, stepWords } from './finding-words.ts';

const messages = {
  'zh-CN': {
    title: '核验结果',
    holds: '核验通过',
    fails: '核验未通过',
    holdsMeans:
      '这份日志由这块屏幕签名，导出之后没有被改动，数字由记录重新算出。它不能证明面板当时通电发光。',
    failsMeans: '以下标 ✗ 的步骤没有通过。下面的数字仍由文件中的记录算出，但不能作为依据。',
    simulated: '模拟数据，不是证据',
    simulatedMeans: '这份日志由模拟器生成，供培训与测试使用；没有在任何屏幕上播放过。',
    simulatedHolds: '文件自身前后一致。它只能用来练习核验。',
    step: { passed: '通过', failed: '未通过', skipped: '无可核对' },
    findings: (count: number) => `${count} 项说明`,
    doThis: '怎么办',
    log: '日志',
    size: '条数',
    claimed: (from: string, to: string, size: string) => `第 ${from} 至 ${to} 条，共 ${size} 条`,
    whole: (size: string) => `整本日志，共 ${size} 条`,
    root: '根哈希',
    witnesses: '见证方',
    close: '移除这份文件',
  },
  en: {
    title: 'Verification',
    holds: 'Verified',
    fails: 'Verification failed',
    holdsMeans:
      'This log was signed by this screen, has not been altered since the export, and its figures follow from its entries. It cannot prove that the panel was lit.',
    failsMeans:
      'The steps marked ✗ failed. The figures below are still computed from the entries of the file, but cannot be relied on.',
    simulated: 'Simulated: not evidence',
    simulatedMeans: 'A simulator made this log for training and tests; nothing was shown on any screen.',
    simulatedHolds: 'The file agrees with itself. It is for practice only.',
    step: { passed: 'passed', failed: 'failed', skipped: 'nothing to check' },
    findings: (count: number) => `${count} notes`,
    doThis: 'What to do',
    log: 'Log',
    size: 'Entries',
    claimed: (from: string, to: string, size: string) => `no. ${from} to ${to} of ${size}`,
    whole: (size: string) => `the whole log of ${size}`,
    root: 'Root hash',
    witnesses: 'Witnesses',
    close: 'Remove this file',
  },
} satisfies Record<Language, unknown>;

const signs = { passed: '✓', failed: '✗', skipped: '–' } as const;

/** What verification says of a file: the answer, then its steps, each with what was found. */
export function verdictSection(name: string, verdict: Verdict, onClose: () => void): TemplateResult {
  const say = text(messages);
  const { holds, steps, log } = verdict;
  return html`<section class="answer verdict ${log?.simulated ? 'doubtful' : holds ? 'met' : 'short'}" aria-labelledby="verdict">
    <h2 id="verdict" tabindex="-1">${say.title} <span class="quiet">${name}</span></h2>
    ${simulatedNotice(verdict)}
    <p class="figures">
      <strong><span aria-hidden="true">${holds ? '✓' : '✗'}</span> ${holds ? say.holds : say.fails}</strong>
    </p>
    <p>${holds ? (log?.simulated ? say.simulatedHolds : say.holdsMeans) : say.failsMeans}</p>
    <ol class="steps">
      ${steps.map(stepItem)}
    </ol>
    ${log ? logFacts(log) : nothing}
    <div><button type="button" class="button" @click=${onClose}>${say.close}</button></div>
  </section>`;
}

/** Loud: nobody may take training material for evidence. */
export function simulatedNotice({ log }: Verdict): TemplateResult | typeof nothing {
  if (!log?.simulated) return nothing;
  const say = text(messages);
  return html`<p class="simulated" role="note"><strong>⚠ ${say.simulated}</strong> ${say.simulatedMeans}</p>`;
}

function stepItem({ step, outcome, findings }: StepResult): TemplateResult {
  const say = text(messages);
  const { name, does, do: doThis } = stepWords(step);
  return html`<li class=${outcome}>
    <span class="sign" aria-hidden="true">${signs[outcome]}</span>
    <div>
      <p><strong>${name} · ${say.step[outcome]}</strong> <span class="quiet">${does}</span></p>
      ${
        findings.length > 0
          ? html`<details ?open=${outcome === 'failed'}>
              <summary>${say.findings(findings.length)}</summary>
              <ul>
                ${findings.map(findingItem)}
              </ul>
            </details>`
          : nothing
      }
      ${outcome === 'failed' ? html`<p><strong>${say.doThis}</strong> ${doThis}</p>` : nothing}
    </div>
  </li>`;
}

function findingItem(finding: Finding): TemplateResult {
  return html`<li class=${finding.severity}>
    ${finding.severity === 'failure' ? '✗ ' : ''}${findingText(finding)}
    <div class="code">${evidenceText(finding)}</div>
  </li>`;
}

function logFacts({ origin, size, from, to, root, cosignedBy }: NonNullable<Verdict['log']>): TemplateResult {
  const say = text(messages);
  const isWhole = from === 0 && to === size;
  return html`<dl>
    <dt>${say.log}</dt>
    <dd class="code">${origin}</dd>
    <dt>${say.size}</dt>
    <dd>${isWhole ? say.whole(count(size)) : say.claimed(count(from), count(to - 1), count(size))}</dd>
    <dt>${say.root}</dt>
    <dd class="code">${root}</dd>
    ${
      cosignedBy.length > 0
        ? html`<dt>${say.witnesses}</dt>
            <dd>${cosignedBy.join('、')}</dd>`
        : nothing
    }
  </dl>`;
}
