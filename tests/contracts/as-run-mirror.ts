import { describe, expect, it } from 'vitest';
import type { ScreenIdentity } from '../../src/core/as-run/screen-identity.ts';
import type { AppendFiles } from '../../src/core/ports/append-files.ts';
import type { AsRunMirror } from '../../src/core/ports/as-run-mirror.ts';

export interface MirrorPlace {
  /** Opens the mirror anew, at the same place, as a restart does. The one before is closed. */
  open(): Promise<AsRunMirror>;
  /** The files themselves, to look at and to damage. The mirror is closed meanwhile. */
  files(): Promise<AppendFiles>;
}

const origin = 'changming/abcdefghijklmnop/1';
const folder = 'as-run/abcdefghijklmnop/1';
const screen: ScreenIdentity = {
  screenId: 'abcdefghijklmnop',
  epoch: 1,
  secretKey: Uint8Array.from({ length: 32 }, (_, index) => index),
  publicKey: Uint8Array.from({ length: 32 }, (_, index) => 255 - index),
};

/** What every second copy promises. `makePlace` gives a new empty place for each test. */
export function asRunMirrorContract(name: string, makePlace: () => Promise<MirrorPlace>): void {
  describe(`${name} as the second copy of the as-run log`, () => {
    it('says that a new log has nothing', async () => {
      const mirror = await (await makePlace()).open();
      expect(await mirror.open(origin)).toEqual({ size: 0, range: [], lastFrom: 0, reached: 0 });
      expect(await mirror.readEntries(0, 9)).toEqual([]);
      expect(await mirror.readIdentity()).toBeUndefined();
    });

    it('gives back what was appended, byte for byte, after a restart too', async () => {
      const place = await makePlace();
      const mirror = await place.open();
      await mirror.open(origin);
      const everyByte = Uint8Array.from({ length: 256 }, (_, index) => index);
      await mirror.append({ from: 0, entries: [everyByte, new Uint8Array()], checkpoint: 'two — 2\n' });
      await mirror.append({ from: 2, entries: [everyByte.slice(9)], checkpoint: undefined });
      const again = await place.open();
      expect(await again.open(origin)).toMatchObject({
        size: 3,
        checkpoint: undefined,
        lastFrom: 2,
        reached: 3,
      });
      const entries = (await again.readEntries(0, 9)).map((bytes) => [...bytes]);
      expect(entries).toEqual([[...everyByte], [], [...everyByte.slice(9)]]);
      expect((await again.readEntries(1, 2)).map((bytes) => [...bytes])).toEqual([[]]);
    });

    it('says the checkpoint and the range of what it has, the same before and after a restart', async () => {
      const place = await makePlace();
      const mirror = await place.open();
      await mirror.open(origin);
      await append(mirror, 0, 5);
      const before = await mirror.truncate(5);
      expect(before).toMatchObject({ size: 5, checkpoint: 'size 5' });
      expect(before.range).toHaveLength(2);
      expect(await (await place.open()).open(origin)).toEqual(before);
    });

    it('refuses a record that does not begin where it ends', async () => {
      const mirror = await (await makePlace()).open();
      await mirror.open(origin);
      await append(mirror, 0, 3);
      for (const from of [0, 2, 4]) {
        const late = mirror.append({ from, entries: [bytes('x')], checkpoint: undefined });
        await expect(late).rejects.toMatchObject({ name: 'AsRunStoreError', code: 'conflict' });
      }
      await append(mirror, 3, 1);
      expect(await mirror.readEntries(0, 9)).toHaveLength(4);
    });

    it('goes on over many segments, and reads any part of them', async () => {
      const place = await makePlace();
      const mirror = await place.open();
      await mirror.open(origin);
      for (let from = 0; from < 9_000; from += 500) await append(mirror, from, 500);
      const again = await place.open();
      expect(await again.open(origin)).toMatchObject({ size: 9_000, checkpoint: 'size 9000' });
      for (const [from, to] of [
        [0, 3],
        [4_090, 4_600],
        [8_999, 9_100],
        [9_000, 9_001],
      ] as const) {
        expect((await again.readEntries(from, to)).map(text)).toEqual(texts(from, Math.min(to, 9_000)));
      }
      again.close();
      expect((await (await place.files()).list(folder)).sort()).toEqual([
        '000000000000.log',
        '000000004500.log',
      ]);
    });

    it('is cut back to the end of a record, and goes on from there with other entries', async () => {
      const place = await makePlace();
      const mirror = await place.open();
      await mirror.open(origin);
      for (let from = 0; from < 9_000; from += 500) await append(mirror, from, 500);
      expect(await mirror.truncate(8_700)).toMatchObject({
        size: 8_500,
        checkpoint: 'size 8500',
        lastFrom: 8_000,
      });
      expect(await mirror.truncate(4_100)).toMatchObject({ size: 4_000, checkpoint: 'size 4000' });
      await append(mirror, 4_000, 1, 'other');
      expect((await mirror.readEntries(3_999, 9_000)).map(text)).toEqual(['entry 3999', 'other 4000']);
      const again = await place.open();
      expect(await again.open(origin)).toMatchObject({ size: 4_001, reached: 4_001 });
      expect(await again.truncate(0)).toMatchObject({ size: 0, reached: 0, range: [] });
      await append(again, 0, 2);
      expect(await (await place.open()).open(origin)).toMatchObject({ size: 2, checkpoint: 'size 2' });
    });

    it('keeps the logs of several epochs apart', async () => {
      const mirror = await (await makePlace()).open();
      await mirror.open(origin);
      await append(mirror, 0, 3);
      expect(await mirror.open('changming/abcdefghijklmnop/2')).toMatchObject({ size: 0 });
      await append(mirror, 0, 1);
      expect(await mirror.open(origin)).toMatchObject({ size: 3 });
    });

    it('keeps the identity, the last one that was written', async () => {
      const place = await makePlace();
      const mirror = await place.open();
      await mirror.writeIdentity(screen);
      await mirror.writeIdentity({ ...screen, epoch: 2 });
      expect(await mirror.readIdentity()).toEqual({ ...screen, epoch: 2 });
      expect(await (await place.open()).readIdentity()).toEqual({ ...screen, epoch: 2 });
    });

    it('falls back to the identity before when the last one was torn', async () => {
      const place = await makePlace();
      const mirror = await place.open();
      await mirror.writeIdentity(screen);
      await mirror.writeIdentity({ ...screen, epoch: 2 });
      mirror.close();
      const files = await place.files();
      await cut(files, 'as-run/identity.log', -3);
      files.close();
      expect(await (await place.open()).readIdentity()).toEqual(screen);
    });

    it('cuts off a torn record, which was never acknowledged, and goes on', async () => {
      const place = await makePlace();
      const mirror = await place.open();
      await mirror.open(origin);
      await append(mirror, 0, 2);
      await append(mirror, 2, 2);
      mirror.close();
      const files = await place.files();
      const [file = ''] = await files.list(folder);
      await cut(files, `${folder}/${file}`, -1);
      files.close();
      const again = await place.open();
      expect(await again.open(origin)).toMatchObject({ size: 2, checkpoint: 'size 2', reached: 2 });
      await append(again, 2, 3, 'other');
      expect(await (await place.open()).open(origin)).toMatchObject({ size: 5, checkpoint: 'size 5' });
    });

    it('tells damage from a torn end, and changes nothing by looking', async () => {
      const place = await makePlace();
      const mirror = await place.open();
      await mirror.open(origin);
      for (const from of [0, 1, 2, 3]) await append(mirror, from, 1);
      mirror.close();
      const files = await place.files();
      const [file = ''] = await files.list(folder);
      const path = `${folder}/${file}`;
      const whole = (await files.read(path)) ?? new Uint8Array();
      const second = indexOf(whole, bytes('entry 1'));
      await overwrite(
        files,
        path,
        whole.map((byte, at) => (at === second ? byte ^ 4 : byte)),
      );
      files.close();
      for (let look = 0; look < 2; look++) {
        expect(await (await place.open()).open(origin)).toMatchObject({ size: 1, reached: 4 });
      }
    });

    it('rejects every call once it is closed', async () => {
      const mirror = await (await makePlace()).open();
      await mirror.open(origin);
      mirror.close();
      await expect(mirror.truncate(0)).rejects.toMatchObject({ name: 'AsRunStoreError' });
      await expect(append(mirror, 0, 1)).rejects.toMatchObject({ name: 'AsRunStoreError' });
    });
  });
}

function append(mirror: AsRunMirror, from: number, count: number, word = 'entry'): Promise<void> {
  const entries = texts(from, from + count, word).map(bytes);
  return mirror.append({ from, entries, checkpoint: `size ${from + count}` });
}

async function cut(files: AppendFiles, path: string, by: number): Promise<void> {
  const whole = (await files.read(path)) ?? new Uint8Array();
  await files.write(path, whole.length + by, new Uint8Array());
}

function overwrite(files: AppendFiles, path: string, whole: Uint8Array<ArrayBuffer>): Promise<void> {
  return files.write(path, 0, whole);
}

function indexOf(whole: Uint8Array, part: Uint8Array): number {
  return whole.findIndex((_, at) => part.every((byte, index) => whole[at + index] === byte));
}

function texts(from: number, to: number, word = 'entry'): string[] {
  return Array.from({ length: Math.max(0, to - from) }, (_, index) => `${word} ${from + index}`);
}

function bytes(value: string): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(value);
}

function text(value: Uint8Array): string {
  return new TextDecoder().decode(value);
}
