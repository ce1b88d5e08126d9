/** Who takes a copy of the log, and of which entries: sequence numbers [from, to). */
export interface ExportNote {
  readonly by: string;
  readonly from: number;
  readonly to: number;
}

/** `size`: the log has the entry from this size on. */
export type NotedExport =
  | { readonly noted: true; readonly size: number }
  | { readonly noted: false; readonly why: WhyNotNoted };

export type WhyNotNoted =
  /** This browser has no log. */
  | 'no-log'
  /** Another page may write and has not answered. */
  | 'unanswered'
  /** The device does not take entries now. A player that runs writes it down later. */
  | 'refused';

interface Question extends ExportNote {
  readonly type: 'question';
  readonly id: string;
}

interface Answer {
  readonly type: 'answer';
  readonly id: string;
  readonly answer: NotedExport;
}

const defaultChannel = 'changming-export';
const longestName = 200;
const answersKept = 50;

/** What a log answers whose entry is in it from `size` on, or nowhere yet. */
export function answerOf(size: number | undefined): NotedExport {
  return size === undefined ? { noted: false, why: 'refused' } : { noted: true, size };
}

/**
 * Answers questions of other pages of this origin, each once, however often it is asked. `write` resolves with the size
 * of the log that has the entry, or undefined when it could not be written. Returns a function that ends it.
 */
export function answerQuestions(
  write: (note: ExportNote) => Promise<number | undefined>,
  channel = defaultChannel,
): () => void {
  const line = new BroadcastChannel(channel);
  const answers = new Map<string, Promise<NotedExport>>();
  line.onmessage = async ({ data }: MessageEvent<unknown>) => {
    if (!isQuestion(data)) return;
    const { id, by, from, to } = data;
    const answer = answers.get(id) ?? write({ by: by.slice(0, longestName), from, to }).then(answerOf);
    answers.set(id, answer);
    const [oldest] = answers.keys();
    if (answers.size > answersKept && oldest !== undefined) answers.delete(oldest);
    line.postMessage({ type: 'answer', id, answer: await answer } satisfies Answer);
  };
  return () => line.close();
}

/** One question to whoever writes the log, asked again until it is answered. */
export class Questions {
  readonly #line: BroadcastChannel;
  readonly #question: Question;
  #answer: NotedExport | undefined;
  #wake = () => {};

  constructor(note: ExportNote, channel = defaultChannel) {
    this.#question = { type: 'question', id: newId(), ...note };
    this.#line = new BroadcastChannel(channel);
    this.#line.onmessage = ({ data }: MessageEvent<unknown>) => {
      if (!isAnswer(data) || data.id !== this.#question.id) return;
      this.#answer = data.answer;
      this.#wake();
    };
  }

  /** The answer, once it has come; undefined when `ms` have passed without one. */
  ask(ms: number): Promise<NotedExport | undefined> {
    this.#line.postMessage(this.#question);
    return new Promise((resolve) => {
      const timer = setTimeout(() => resolve(this.#answer), ms);
      this.#wake = () => {
        clearTimeout(timer);
        resolve(this.#answer);
      };
      if (this.#answer) this.#wake();
    });
  }

  close(): void {
    this.#line.close();
  }
}

/** `crypto.randomUUID` came with Chrome 92. */
function newId(): string {
  return Array.from(crypto.getRandomValues(new Uint32Array(4)), (word) => word.toString(36)).join('-');
}

function isQuestion(data: unknown): data is Question {
  if (!isRecord(data) || data.type !== 'question') return false;
  const { id, by, from, to } = data;
  return typeof id === 'string' && typeof by === 'string' && isRange(from, to);
}

function isAnswer(data: unknown): data is Answer {
  return isRecord(data) && data.type === 'answer' && isRecord(data.answer);
}

function isRange(from: unknown, to: unknown): boolean {
  return (
    Number.isSafeInteger(from) && Number.isSafeInteger(to) && 0 <= Number(from) && Number(from) <= Number(to)
  );
}

function isRecord(data: unknown): data is Record<string, unknown> {
  return typeof data === 'object' && data !== null;
}
