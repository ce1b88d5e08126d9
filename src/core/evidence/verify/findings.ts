import type { Finding, FindingCode, StepResult, VerifyStep } from './verdict.ts';

/** A damaged log has as many faults as entries; nobody reads more of one kind, and memory must not hold them. */
const mostOfACode = 10;

type Evidence = Finding['evidence'];

/** Gathers what one step finds and counts what it checked. */
export class Findings {
  readonly step: VerifyStep;
  private readonly found: Finding[] = [];
  private readonly counts = new Map<FindingCode, number>();
  private readonly checked: Record<string, number> = {};
  private nothingToCheck = false;

  constructor(step: VerifyStep) {
    this.step = step;
  }

  fail(code: FindingCode, evidence: Evidence): void {
    this.add({ code, severity: 'failure', evidence });
  }

  note(code: FindingCode, evidence: Evidence): void {
    this.add({ code, severity: 'note', evidence });
  }

  count(what: string, more = 1): void {
    this.checked[what] = (this.checked[what] ?? 0) + more;
  }

  /** There is nothing that this step could check; it passes for `skipped` unless it fails. */
  skip(): void {
    this.nothingToCheck = true;
  }

  /** Whether as many of a code are listed as ever will be. */
  isFull(code: FindingCode): boolean {
    return (this.counts.get(code) ?? 0) >= mostOfACode;
  }

  get failed(): boolean {
    return this.found.some(({ severity }) => severity === 'failure');
  }

  /** Where there are more of a code than are listed, the last one says how many more. */
  result(): StepResult {
    const outcome = this.failed ? 'failed' : this.nothingToCheck ? 'skipped' : 'passed';
    const last = new Map(this.found.map((finding) => [finding.code, finding]));
    const findings = this.found.map((finding) => {
      const more = (this.counts.get(finding.code) ?? 0) - mostOfACode;
      if (more <= 0 || last.get(finding.code) !== finding) return finding;
      return { ...finding, evidence: { ...finding.evidence, more } };
    });
    return { step: this.step, outcome, checked: this.checked, findings };
  }

  private add(finding: Finding): void {
    const count = (this.counts.get(finding.code) ?? 0) + 1;
    this.counts.set(finding.code, count);
    if (count <= mostOfACode) this.found.push(finding);
  }
}
