import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { encodeEntryBundle } from '../../../src/core/tlog/entry-bundle.ts';
import { portableSha256 } from '../../../src/core/tlog/sha256.ts';
import { withHashThread } from '../../../src/node/hash-thread.ts';

describe('the thread that hashes', { timeout: 60_000 }, () => {
  test('gives the leaf hashes of any bundle, in the order in which they were asked for, and leaves it as it was', async () => {
    const bundles = fc.array(fc.array(fc.uint8Array({ maxLength: 700 }), { maxLength: 256 }), {
      maxLength: 5,
    });
    await withHashThread((sha256) =>
      fc.assert(
        fc.asyncProperty(bundles, async (lists) => {
          const asked = lists.map((entries) => ({
            bytes: encodeEntryBundle(entries),
            width: entries.length,
          }));
          const before = asked.map(({ bytes }) => bytes.slice());
          const found = asked.map(({ bytes, width }) => sha256.leafHashes(bytes, width));
          const expected = asked.map(({ bytes, width }) => portableSha256.leafHashes(bytes, width));
          expect(await Promise.all(found)).toEqual(await Promise.all(expected));
          expect(asked.map(({ bytes }) => bytes)).toEqual(before);
        }),
        { numRuns: 30 },
      ),
    );
  });

  test('gives the longest entries their hashes too', async () => {
    const bundle = encodeEntryBundle([new Uint8Array(0xffff).fill(3), new Uint8Array(), Uint8Array.of(1)]);
    const found = await withHashThread((sha256) => sha256.leafHashes(bundle, 3));
    expect(found).toEqual(await portableSha256.leafHashes(bundle, 3));
  });

  test('gives what stands for a tile above it, also where that is a part of a larger piece of memory', async () => {
    const memory = Uint8Array.from({ length: 10_000 }, (_, at) => (at * at) % 251);
    const tile = memory.subarray(777, 777 + 8192);
    const found = await withHashThread((sha256) => sha256.tileHash(tile));
    expect(found).toEqual(await portableSha256.tileHash(tile));
  });

  test('says what went wrong, and ends with whoever used it', async () => {
    const used = withHashThread(async (sha256) => {
      await sha256.tileHash(undefined as unknown as Uint8Array<ArrayBuffer>);
    });
    await expect(used).rejects.toThrow(TypeError);
  });
});
