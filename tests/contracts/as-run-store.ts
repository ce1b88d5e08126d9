import { describe, expect, it } from 'vitest';
import { identityOf } from '../../src/core/as-run/screen-identity.ts';
import { emptyHead, growHead } from '../../src/core/as-run/tree-head.ts';
import type { AsRunHead, AsRunStore } from '../../src/core/ports/as-run-store.ts';

/** Opens one more handle on the same, at first empty, place. */
export type OpenStore = () => AsRunStore | Promise<AsRunStore>;

/** Whose log the contract writes. */
export const contractScreen = identityOf(new Uint8Array(32).fill(9));

/** What every store of the as-run log promises. `makePlace` gives a new empty place for each test. */
export function asRunStoreContract(name: string, makePlace: () => OpenStore): void {
  describe(`${name} as a store of the as-run log`, () => {
    it('says that a new screen has written nothing', async () => {
      const store = await makePlace()();
      expect(await store.readHead()).toBeUndefined();
      expect(await store.readEntries(0, 10)).toEqual([]);
      expect(await store.readInFlight()).toBeUndefined();
    });

    it('gives back what was committed, byte for byte and in order', async () => {
      const store = await makePlace()();
      const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index);
      const entries = [everyByte, new Uint8Array(), bytes('甲'), everyByte.subarray(10, 20)];
      await store.commit({ entries: entries.slice(0, 3), head: head(3), inFlight: undefined });
      await store.commit({ entries: entries.slice(3), head: head(4), inFlight: undefined });
      expect((await store.readEntries(0, 4)).map(numbers)).toEqual(entries.map(numbers));
      expect(await store.readHead()).toEqual(head(4));
    });

    it('reads any part, and no more than there is', async () => {
      const store = await makePlace()();
      await store.commit({ entries: texts(0, 5), head: head(5), inFlight: undefined });
      expect(await store.readEntries(1, 3)).toEqual(texts(1, 3));
      expect(await store.readEntries(3, 99)).toEqual(texts(3, 5));
      expect(await store.readEntries(5, 99)).toEqual([]);
      expect(await store.readEntries(3, 3)).toEqual([]);
      expect(await store.readEntries(4, 2)).toEqual([]);
    });

    it('refuses a commit that does not build on what is stored, and writes nothing of it', async () => {
      const store = await makePlace()();
      await store.commit({ entries: texts(0, 2), head: head(2), inFlight: bytes('row') });
      for (const size of [1, 2, 4]) {
        const commit = store.commit({ entries: texts(2, 3), head: head(size), inFlight: bytes('other') });
        await expect(commit).rejects.toMatchObject({ name: 'AsRunStoreError', code: 'conflict' });
      }
      expect(await store.readHead()).toEqual(head(2));
      expect(await store.readEntries(0, 9)).toEqual(texts(0, 2));
      expect(await store.readInFlight()).toEqual(bytes('row'));
    });

    it('writes the in-flight row with the commit, or clears it', async () => {
      const store = await makePlace()();
      await store.writeInFlight(bytes('one'));
      expect(await store.readInFlight()).toEqual(bytes('one'));
      await store.commit({ entries: texts(0, 1), head: head(1), inFlight: bytes('two') });
      expect(await store.readInFlight()).toEqual(bytes('two'));
      await store.commit({ entries: texts(1, 2), head: head(2), inFlight: undefined });
      expect(await store.readInFlight()).toBeUndefined();
      await store.writeInFlight(bytes('three'));
      await store.writeInFlight(undefined);
      expect(await store.readInFlight()).toBeUndefined();
    });

    it('keeps everything when it is closed and opened again', async () => {
      const open = makePlace();
      const first = await open();
      await first.commit({ entries: texts(0, 2), head: head(2), inFlight: bytes('row') });
      first.close();
      const second = await open();
      expect(await second.readHead()).toEqual(head(2));
      expect(await second.readEntries(0, 2)).toEqual(texts(0, 2));
      expect(await second.readInFlight()).toEqual(bytes('row'));
    });

    it('refuses the second of two writers that build on the same size', async () => {
      const open = makePlace();
      const [one, other] = [await open(), await open()];
      const outcomes = await Promise.allSettled([
        one.commit({ entries: [bytes('one')], head: head(1), inFlight: undefined }),
        other.commit({ entries: [bytes('other')], head: head(1), inFlight: undefined }),
      ]);
      expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
      expect(outcomes.find(({ status }) => status === 'rejected')).toMatchObject({
        reason: { code: 'conflict' },
      });
      expect(await one.readEntries(0, 9)).toHaveLength(1);
      expect(await other.readEntries(0, 9)).toEqual(await one.readEntries(0, 9));
    });

    it('pages through 3,000 entries without a hole or an overlap', async () => {
      const store = await makePlace()();
      for (let size = 0; size < 3000; size += 500) {
        await store.commit({ entries: texts(size, size + 500), head: head(size + 500), inFlight: undefined });
      }
      const pages = [];
      for (let from = 0; from < 3000; from += 700) pages.push(...(await store.readEntries(from, from + 700)));
      expect(pages).toEqual(texts(0, 3000));
    });

    it('rejects every call once it is closed', async () => {
      const store = await makePlace()();
      store.close();
      const closed = { name: 'AsRunStoreError', code: 'closed' };
      await expect(store.readHead()).rejects.toMatchObject(closed);
      await expect(store.writeInFlight(undefined)).rejects.toMatchObject(closed);
      const commit = store.commit({ entries: texts(0, 1), head: head(1), inFlight: undefined });
      await expect(commit).rejects.toMatchObject(closed);
    });
  });
}

/** The head of a log of `texts(0, size)`: a store that checks what it opens finds nothing wrong. */
function head(size: number): AsRunHead {
  return growHead(emptyHead(contractScreen), texts(0, size), contractScreen);
}

function texts(from: number, to: number): Uint8Array<ArrayBuffer>[] {
  return Array.from({ length: to - from }, (_, index) => bytes(`entry ${from + index}`));
}

function bytes(text: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(text);
}

function numbers(value: Uint8Array): number[] {
  return [...value];
}
