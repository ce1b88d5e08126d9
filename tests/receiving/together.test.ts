import { describe, expect, it } from 'vitest';
import { Together } from '../../src/collector/plays/together.ts';

/** Work that ends when it is told to. */
class Workshop {
  readonly batches: { items: readonly number[]; end: (error?: Error) => void }[] = [];
  readonly together = new Together<number>(
    (items) =>
      new Promise((resolve, reject) => {
        this.batches.push({ items, end: (error) => (error ? reject(error) : resolve()) });
      }),
    (item) => item,
    10,
  );

  get seen(): (readonly number[])[] {
    return this.batches.map(({ items }) => items);
  }
}

const turn = () => new Promise((resolve) => setImmediate(resolve));

describe('Together', () => {
  it('takes along whoever asks in the same turn, and does two batches at a time', async () => {
    const workshop = new Workshop();
    const first = [1, 2].map((item) => workshop.together.add(item));
    await turn();
    void workshop.together.add(3);
    await turn();
    const last = [4, 5].map((item) => workshop.together.add(item));
    await turn();
    expect(workshop.seen).toEqual([[1, 2], [3]]);
    workshop.batches[0]?.end();
    await Promise.all(first);
    await turn();
    expect(workshop.seen).toEqual([[1, 2], [3], [4, 5]]);
    workshop.batches[2]?.end();
    await Promise.all(last);
  });

  it('keeps a batch within its size, lets a larger item go alone, and leaves nobody out', async () => {
    const workshop = new Workshop();
    const all = [6, 5, 50, 1].map((item) => workshop.together.add(item));
    for (let done = 0; done < 4; done++) {
      await turn();
      for (const { end } of workshop.batches) end();
    }
    await Promise.all(all);
    expect(workshop.seen.flat().sort((a, b) => a - b)).toEqual([1, 5, 6, 50]);
    for (const items of workshop.seen) {
      expect(items.length === 1 || items.reduce((sum, item) => sum + item, 0) <= 10).toBe(true);
    }
  });

  it('tells a failure to those it concerns and goes on', async () => {
    const workshop = new Workshop();
    const failing = [1, 2].map((item) => workshop.together.add(item));
    await turn();
    const next = workshop.together.add(3);
    await turn();
    workshop.batches[0]?.end(new Error('disk full'));
    const told = await Promise.allSettled(failing);
    expect(told.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    workshop.batches[1]?.end();
    await next;
    await workshop.together.idle();
  });
});
