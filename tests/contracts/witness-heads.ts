import { describe, expect, it } from 'vitest';
import type { Fork, WitnessHead, WitnessHeads } from '../../src/core/ports/witness-heads.ts';

/** Opens one more handle on the same, at first empty, place. */
export type OpenHeads = () => WitnessHeads | Promise<WitnessHeads>;

/** What every store of witness heads promises. `makePlace` gives a new empty place for each test. */
export function witnessHeadsContract(name: string, makePlace: () => OpenHeads | Promise<OpenHeads>): void {
  describe(`${name} as a store of witness heads`, () => {
    const open = async () => (await makePlace())();

    it('says that a log nobody has heard of has no head', async () => {
      const heads = await open();
      expect(await heads.read('changming/a/1')).toBeUndefined();
      expect(await heads.forks()).toEqual([]);
      await heads.close();
    });

    it('gives back a head as it was stored, for a second handle too', async () => {
      const place = await makePlace();
      const [one, other] = [await place(), await place()];
      expect(await one.advance(0, head('changming/a/1', 3))).toBe(true);
      expect(await other.read('changming/a/1')).toEqual(head('changming/a/1', 3));
      await one.close();
      await other.close();
    });

    it('advances only from the size that stands, and changes nothing otherwise', async () => {
      const heads = await open();
      expect(await heads.advance(2, head('changming/a/1', 3))).toBe(false);
      expect(await heads.advance(0, head('changming/a/1', 3))).toBe(true);
      expect(await heads.advance(0, head('changming/a/1', 9))).toBe(false);
      expect(await heads.advance(2, head('changming/a/1', 9))).toBe(false);
      expect(await heads.read('changming/a/1')).toEqual(head('changming/a/1', 3));
      expect(await heads.advance(3, head('changming/a/1', 9))).toBe(true);
      expect(await heads.read('changming/a/1')).toEqual(head('changming/a/1', 9));
      await heads.close();
    });

    it('lets one of many win that advance at once from the same size', async () => {
      const place = await makePlace();
      const [one, other] = [await place(), await place()];
      await one.advance(0, head('changming/a/1', 1));
      for (const from of [0, 1]) {
        const origin = `changming/${from === 0 ? 'b' : 'a'}/1`;
        const sizes = [11, 12, 13, 14, 15, 16];
        const won = await Promise.all(
          sizes.map((size, index) => (index % 2 ? one : other).advance(from, head(origin, size))),
        );
        expect(won.filter(Boolean)).toHaveLength(1);
        expect((await one.read(origin))?.size).toBe(sizes[won.indexOf(true)]);
      }
      await one.close();
      await other.close();
    });

    it('keeps logs apart, the epochs of one screen too', async () => {
      const heads = await open();
      await heads.advance(0, head('changming/a/1', 5));
      await heads.advance(0, head('changming/a/2', 2));
      expect((await heads.read('changming/a/1'))?.size).toBe(5);
      expect((await heads.read('changming/a/2'))?.size).toBe(2);
      expect(await heads.read('changming/b/1')).toBeUndefined();
      await heads.close();
    });

    it('keeps sizes beyond 32 bits', async () => {
      const heads = await open();
      await heads.advance(0, head('changming/a/1', 2 ** 40 + 1));
      expect(await heads.advance(2 ** 40 + 1, head('changming/a/1', 2 ** 40 + 2))).toBe(true);
      expect((await heads.read('changming/a/1'))?.size).toBe(2 ** 40 + 2);
      await heads.close();
    });

    it('keeps each fork once, with both checkpoints', async () => {
      const heads = await open();
      const [first, second] = [fork('changming/a/1', 'one'), fork('changming/a/1', 'two')];
      await heads.recordFork(first);
      await heads.recordFork(second);
      await heads.recordFork({ ...first, seenAtMs: first.seenAtMs + 1000 });
      await heads.recordFork(fork('changming/b/1', 'one'));
      expect(sorted(await heads.forks('changming/a/1'))).toEqual(sorted([first, second]));
      expect(await heads.forks()).toHaveLength(3);
      expect(await heads.read('changming/a/1')).toBeUndefined();
      await heads.close();
    });
  });
}

function head(origin: string, size: number): WitnessHead {
  const range = [new Uint8Array(32).fill(size % 251), Uint8Array.from({ length: 32 }, (_, at) => at * 8)];
  return {
    origin,
    size,
    range,
    checkpoint: `${origin}\n${size}\nroot=\n\n— ${origin} 签=\n— collector c=\n`,
  };
}

function fork(origin: string, offered: string): Fork {
  return { origin, held: 'held\n\n— a b=\n', offered: `${offered}\n`, seenAtMs: 1_795_000_000_123 };
}

function sorted(forks: readonly Fork[]): Fork[] {
  return [...forks].sort((a, b) => (a.offered < b.offered ? -1 : 1));
}
