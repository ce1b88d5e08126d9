import type { Question } from '../../core/kiosk/draw-questions.ts';

/** One person's way through the questions. Lives as long as their visit and is kept nowhere. */
export class SelfCheck {
  readonly questions: readonly Question[];
  readonly #answers: number[] = [];
  #index = 0;

  constructor(questions: readonly Question[]) {
    this.questions = questions;
  }

  /** The question being asked; undefined when all have been. */
  get question(): Question | undefined {
    return this.questions[this.#index];
  }

  /** Counted from 1. */
  get number(): number {
    return this.#index + 1;
  }

  /** Index of the option that was chosen for the question being asked; undefined before. */
  get chosen(): number | undefined {
    return this.#answers[this.#index];
  }

  get rightCount(): number {
    return this.questions.filter(({ right }, index) => this.#answers[index] === right).length;
  }

  /** Topics of the questions that were answered wrongly, each once. */
  get missedTopics(): string[] {
    const missed = this.questions.filter(({ right }, index) => (this.#answers[index] ?? right) !== right);
    return [...new Set(missed.map(({ topic }) => topic))];
  }

  /** The first answer counts: what is shown afterwards is the explanation. */
  choose(option: number): void {
    this.#answers[this.#index] ??= option;
  }

  next(): void {
    if (this.chosen !== undefined) this.#index += 1;
  }

  again(): void {
    this.#answers.length = 0;
    this.#index = 0;
  }
}
