import { seededRandom } from '../airtime/random.ts';
import type { LocalizedText } from '../playlist/definition.ts';

export interface Question {
  readonly topic: string;
  readonly text: LocalizedText;
  /** Exactly one of them is right. */
  readonly options: readonly LocalizedText[];
  /** Index of the right one. */
  readonly right: number;
  readonly because: LocalizedText;
}

/**
 * The questions of one day, in their order and with their answers in another order each day: the same for everyone who
 * stands before the screen, so that nothing is kept of anybody. Every topic comes at least once.
 * @param date such as `2026-11-22`
 * @param count how many; all of them when there are fewer
 */
export function drawQuestions(all: readonly Question[], date: string, count = 10): Question[] {
  const random = seededRandom(seedOf(date));
  const mixed = shuffled(all, random);
  const topics = [...new Set(mixed.map(({ topic }) => topic))];
  const first = topics.flatMap((topic) => mixed.find((question) => question.topic === topic) ?? []);
  const rest = mixed.filter((question) => !first.includes(question));
  const drawn = [...first, ...rest].slice(0, count);
  return shuffled(drawn, random).map((question) => withMixedOptions(question, random));
}

function withMixedOptions(question: Question, random: () => number): Question {
  const options = shuffled(question.options, random);
  const answer = question.options[question.right];
  return { ...question, options, right: answer ? options.indexOf(answer) : -1 };
}

/** Fisher–Yates. */
function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const mixed = [...list];
  for (let last = mixed.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    const [a, b] = [mixed[last], mixed[other]];
    if (a === undefined || b === undefined) continue;
    [mixed[last], mixed[other]] = [b, a];
  }
  return mixed;
}

function seedOf(date: string): number {
  return [...date].reduce((seed, character) => (Math.imul(seed, 31) + character.charCodeAt(0)) | 0, 7);
}
