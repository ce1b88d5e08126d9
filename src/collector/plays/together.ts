interface Waiting<Item> {
  readonly item: Item;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** While one batch is stored, the next is made ready. */
const batchesAtOnce = 2;

/**
 * Does together what was asked for while other batches were under way: a thousand screens that bring a few entries each
 * cost a few inserts instead of a thousand, and nobody waits for company when there is none.
 */
export class Together<Item> {
  readonly #work: (items: readonly Item[]) => Promise<void>;
  readonly #sizeOf: (item: Item) => number;
  readonly #most: number;
  readonly #working = new Set<Promise<void>>();
  #waiting: Waiting<Item>[] = [];

  /**
   * @param work what it rejects with, everybody in its batch is told
   * @param most of the sum of sizes of a batch; a larger item goes alone
   */
  constructor(work: (items: readonly Item[]) => Promise<void>, sizeOf: (item: Item) => number, most: number) {
    this.#work = work;
    this.#sizeOf = sizeOf;
    this.#most = most;
  }

  /** Resolves when the batch that the item was in is done. */
  add(item: Item): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ item, resolve, reject });
      if (this.#working.size < batchesAtOnce) this.#start();
    });
  }

  /** Resolves when nothing is under way and nothing waits. */
  async idle(): Promise<void> {
    while (this.#working.size > 0) await Promise.all(this.#working);
  }

  #start(): void {
    const run = this.#run();
    this.#working.add(run);
    void run.then(() => this.#working.delete(run));
  }

  async #run(): Promise<void> {
    // Whoever asks in the same turn comes along.
    await Promise.resolve();
    while (this.#waiting.length > 0) await this.#batch();
  }

  async #batch(): Promise<void> {
    const batch = this.#take();
    try {
      await this.#work(batch.map(({ item }) => item));
      for (const { resolve } of batch) resolve();
    } catch (error) {
      for (const { reject } of batch) reject(error);
    }
  }

  #take(): Waiting<Item>[] {
    let size = 0;
    const end = this.#waiting.findIndex(({ item }, index) => {
      size += this.#sizeOf(item);
      return index > 0 && size > this.#most;
    });
    return this.#waiting.splice(0, end === -1 ? this.#waiting.length : end);
  }
}
