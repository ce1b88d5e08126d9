import type { Fork, WitnessHead, WitnessHeads } from '../../src/core/ports/witness-heads.ts';

/** Heads in memory. What they hold outlives a collector that is killed. */
export class MemoryWitnessHeads implements WitnessHeads {
  readonly #heads = new Map<string, WitnessHead>();
  readonly #forks: Fork[] = [];

  async read(origin: string): Promise<WitnessHead | undefined> {
    return this.#heads.get(origin);
  }

  async advance(fromSize: number, head: WitnessHead): Promise<boolean> {
    if ((this.#heads.get(head.origin)?.size ?? 0) !== fromSize) return false;
    this.#heads.set(head.origin, head);
    return true;
  }

  async recordFork(fork: Fork): Promise<void> {
    const isKnown = this.#forks.some(
      ({ origin, held, offered }) => origin === fork.origin && held === fork.held && offered === fork.offered,
    );
    if (!isKnown) this.#forks.push(fork);
  }

  async forks(origin?: string): Promise<Fork[]> {
    return this.#forks.filter((fork) => origin === undefined || fork.origin === origin);
  }

  async close(): Promise<void> {}
}
