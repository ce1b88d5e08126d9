import { describe, expect, it } from 'vitest';
import type { EntryArchive } from '../../src/core/ports/entry-archive.ts';

/** Opens one more handle on the same, at first empty, place. */
export type OpenArchive = () => EntryArchive | Promise<EntryArchive>;

type Bytes = Uint8Array<ArrayBuffer>;

const origin = 'changming/abcdefghijklmnop/1';

/**
 * What every archive of entries promises. `makePlace` gives a new empty place for each test.
 * @param count how many entries of a log the place counts in its reports, where it has any
 */
export function entryArchiveContract(
  name: string,
  makePlace: () => OpenArchive | Promise<OpenArchive>,
  count?: (archive: EntryArchive, origin: string) => Promise<number>,
): void {
  describe(`${name} as an archive of entries`, () => {
    const open = async () => (await makePlace())();

    it('has nothing of a log nobody has heard of', async () => {
      const archive = await open();
      expect(await archive.read(origin, 0, 10)).toEqual([]);
      await archive.close();
    });

    it('gives back entries byte for byte and in order, to a second handle too', async () => {
      const place = await makePlace();
      const archive = await place();
      const everyByte = Uint8Array.from({ length: 256 }, (_, at) => at);
      const odd = [everyByte, new Uint8Array(), text('播出 "日志"\\\n'), new Uint8Array(65_535).fill(255)];
      await archive.append(origin, 0, odd.slice(0, 2));
      await archive.append(origin, 2, odd.slice(2));
      const other = await place();
      expect((await other.read(origin, 0, 4)).map(numbers)).toEqual(odd.map(numbers));
      await archive.close();
      await other.close();
    });

    it('reads any part, and no more than there is', async () => {
      const archive = await open();
      await archive.append(origin, 0, plays(0, 5));
      expect(await archive.read(origin, 1, 3)).toEqual(plays(1, 3));
      expect(await archive.read(origin, 3, 99)).toEqual(plays(3, 5));
      expect(await archive.read(origin, 5, 99)).toEqual([]);
      expect(await archive.read(origin, 3, 3)).toEqual([]);
      expect(await archive.read(origin, 4, 2)).toEqual([]);
      await archive.close();
    });

    it('takes entries again, in whole and in part, as if it had not been asked', async () => {
      const archive = await open();
      await archive.append(origin, 0, plays(0, 6));
      await archive.append(origin, 0, plays(0, 6));
      await archive.append(origin, 2, plays(2, 4));
      await archive.append(origin, 4, plays(4, 9));
      await archive.append(origin, 0, []);
      expect(await archive.read(origin, 0, 99)).toEqual(plays(0, 9));
      if (count) expect(await count(archive, origin)).toBe(9);
      await archive.close();
    });

    it('takes the same entries from many at once and counts them once', async () => {
      const place = await makePlace();
      const [one, other] = [await place(), await place()];
      const appends = [one, other, one, other].map((archive) => archive.append(origin, 0, plays(0, 300)));
      await Promise.all(appends);
      expect(await one.read(origin, 0, 999)).toEqual(plays(0, 300));
      if (count) expect(await count(one, origin)).toBe(300);
      await one.close();
      await other.close();
    });

    it('reads up to a hole and no further', async () => {
      const archive = await open();
      await archive.append(origin, 0, plays(0, 3));
      await archive.append(origin, 5, plays(5, 8));
      expect(await archive.read(origin, 0, 8)).toEqual(plays(0, 3));
      expect(await archive.read(origin, 3, 8)).toEqual([]);
      expect(await archive.read(origin, 5, 8)).toEqual(plays(5, 8));
      await archive.append(origin, 3, plays(3, 5));
      expect(await archive.read(origin, 0, 8)).toEqual(plays(0, 8));
      await archive.close();
    });

    it('keeps logs apart, the epochs of one screen too', async () => {
      const archive = await open();
      const next = 'changming/abcdefghijklmnop/2';
      await archive.append(origin, 0, plays(0, 2));
      await archive.append(next, 0, plays(10, 13));
      expect(await archive.read(origin, 0, 9)).toEqual(plays(0, 2));
      expect(await archive.read(next, 0, 9)).toEqual(plays(10, 13));
      await archive.close();
    });

    it('holds more than one append brings, in order', async () => {
      const archive = await open();
      for (const from of [0, 2000, 4000]) await archive.append(origin, from, plays(from, from + 2000));
      const found = await archive.read(origin, 1990, 4010);
      expect(found).toEqual(plays(1990, 4010));
      await archive.close();
    });
  });
}

/** Entries that look like the log's own: JSON in UTF-8. */
function plays(from: number, to: number): Bytes[] {
  const entry = (seq: number) => ({
    seq,
    type: 'play',
    at: '2026-11-22T10:00:00.000+08:00',
    monotonicMs: seq * 15_000,
    onAirMs: seq * 15_000,
    spot: `退款骗局-${seq % 7}`,
    airtimeMs: 15_000,
  });
  return Array.from({ length: to - from }, (_, index) => text(JSON.stringify(entry(from + index))));
}

function text(value: string): Bytes {
  return new TextEncoder().encode(value);
}

function numbers(bytes: Bytes): number[] {
  return [...bytes];
}
