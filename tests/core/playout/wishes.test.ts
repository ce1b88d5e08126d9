import { describe, expect, it } from 'vitest';
import { Wishes } from '../../../src/core/playout/wishes.ts';

describe('Wishes.changed()', () => {
  it('resolves for all who wait when somebody wishes something', async () => {
    const wishes = new Wishes();
    const waiting = [wishes.changed(), wishes.changed(new AbortController().signal)];
    wishes.skip();
    await expect(Promise.all(waiting)).resolves.toHaveLength(2);
    expect(wishes.takeSkip()).toBe(true);
  });

  it('resolves when it is given up, and keeps nothing of whoever gave it up', async () => {
    const wishes = new Wishes();
    const patience = new AbortController();
    const takenOff: string[] = [];
    const removeEventListener = patience.signal.removeEventListener.bind(patience.signal);
    patience.signal.removeEventListener = (...given: Parameters<typeof removeEventListener>) => {
      takenOff.push(given[0]);
      removeEventListener(...given);
    };
    const waiting = wishes.changed(patience.signal);
    patience.abort();
    await waiting;
    expect(takenOff).toEqual(['abort']);
    wishes.wake();
    expect(takenOff).toEqual(['abort']);
  });

  it('waits for the next change, not for one before', async () => {
    const wishes = new Wishes();
    wishes.wake();
    let isOver = false;
    const waiting = wishes.changed().then(() => {
      isOver = true;
    });
    await Promise.resolve();
    expect(isOver).toBe(false);
    wishes.wake();
    await waiting;
  });
});
