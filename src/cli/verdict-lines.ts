import type { CodeAnswer, Finding, StepResult, Verdict } from '../core/evidence/verify/verdict.ts';
import { findingWords } from '../core/evidence/verify/words.ts';

/** The verdict as lines: one a step, its findings below it with their evidence, the answer last. */
export function verdictLines(verdict: Verdict): string[] {
  const steps = verdict.steps.flatMap((result) => [
    stepLine(result),
    ...result.findings.flatMap(findingLines),
  ]);
  const code = verdict.code ? codeLines(verdict.code) : [];
  return [...steps, ...code, ...answerLines(verdict)].map(harmless);
}

function stepLine({ step, outcome, checked, findings }: StepResult): string {
  const failures = findings.filter(({ severity }) => severity === 'failure').map(({ code }) => code);
  const said = failures.length > 0 ? [...new Set(failures)].join(', ') : countsOf(checked);
  return line(step, outcome === 'failed' ? 'FAILED' : outcome, said);
}

function line(name: string, outcome: string, said: string): string {
  return `${name.padEnd(11)}  ${outcome.padEnd(7)}  ${said}`.trimEnd();
}

const countWords: Readonly<Record<string, string>> = { stretchesOnAir: 'stretches on air' };

function countsOf(checked: StepResult['checked']): string {
  const counts = Object.entries(checked).map(([what, count]) => {
    const words = countWords[what] ?? what;
    return `${counted(count)} ${count === 1 ? words.replace(/ies$/, 'y').replace(/s$/, '') : words}`;
  });
  return counts.join(', ');
}

function findingLines({ code, severity, evidence }: Finding): string[] {
  const says = Object.entries(evidence).map(([what, value]) => `${what} ${value}`);
  const head = `    ${severity === 'note' ? 'note: ' : ''}${code}: ${findingWords[code].en}`;
  return says.length > 0 ? [head, `        ${says.join(' · ')}`] : [head];
}

function codeLines(answer: CodeAnswer): string[] {
  if (!answer.found) return [line('code', 'FAILED', whyNot(answer)), ...nearestLines(answer)];
  const { size, liveCode, fromTime, untilTime, onView } = answer;
  const spot = onView && [onView.playlist, onView.spot].filter(Boolean).join('/');
  return [
    line('code', 'found', `${liveCode}, the checkpoint of ${counted(size)} entries`),
    `        stood from ${fromTime ?? 'the beginning'} until ${untilTime ?? 'the end of this log'}`,
    ...(onView
      ? [
          `        on view: ${spot} (${[onView.category, onView.topic].filter(Boolean).join(', ')}), since ${onView.at}`,
        ]
      : []),
  ];
}

type NotFound = Extract<CodeAnswer, { found: false }>;

function whyNot({ why, searched }: NotFound): string {
  const looked = `checkpoints of ${counted(searched.from)} to ${counted(searched.to)} entries were compared`;
  switch (why) {
    case 'unknown':
      return `no checkpoint of this log has this code: the log was rewritten, or the photo is of another screen or epoch, or newer than this export; ${looked}`;
    case 'other-log':
      return 'the photo is of another screen or epoch';
    case 'beyond-log':
      return `the photo shows more entries than this export has: it is newer than the export, or entries are gone; ${looked}`;
    case 'rewritten':
      return 'this log has another root at the size on the photo: it was rewritten';
  }
}

function nearestLines({ nearest }: NotFound): string[] {
  if (!nearest) return [];
  const { digits, size } = nearest;
  return [
    `        read the photo again: the code of ${counted(size)} entries differs in ${digits} of its 12 characters`,
  ];
}

function answerLines({ holds, steps, log, code }: Verdict): string[] {
  const subject = log && [
    `log ${log.origin}, ${counted(log.size)} entries${claimOf(log)}`,
    ...(log.simulated ? ['SIMULATED: nothing was shown on any screen; this log proves nothing'] : []),
    ...(log.cosignedBy.length > 0 ? [`cosigned by ${log.cosignedBy.join(', ')}`] : []),
  ];
  const failed = steps.filter(({ outcome }) => outcome === 'failed').map(({ step }) => step as string);
  if (code?.found === false) failed.push('code');
  return ['', ...(subject ?? []), holds ? 'HOLDS' : `DOES NOT HOLD: ${failed.join(', ')}`];
}

function claimOf({ from, to, size }: NonNullable<Verdict['log']>): string {
  return from === 0 && to === size ? '' : `, of which this export claims ${counted(from)} to ${counted(to)}`;
}

function counted(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** What a hostile log says must not reach the terminal as commands, nor turn its text round. */
function harmless(text: string): string {
  return text.replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`;
  });
}
