import { describe, expect, it } from 'vitest';
import type { BundleStaging, StagedPiece } from '../../src/core/ports/bundle-staging.ts';

export interface StagingPlace {
  readonly staging: BundleStaging;
  readonly isEmpty: () => Promise<boolean>;
}

const origin = 'changming/abcdefghijklmnop/1';

/** What every staging promises. `makePlace` gives a new empty place for each test. */
export function bundleStagingContract(name: string, makePlace: (mostBytes?: number) => StagingPlace): void {
  describe(`${name} as a place where pieces wait`, () => {
    it('has nothing of a log nobody has heard of', async () => {
      const { staging } = makePlace();
      expect(await staging.get(origin, 0)).toBeUndefined();
      await staging.release(origin, 10);
    });

    it('gives back a piece as it was put there, and the newest of each bundle', async () => {
      const { staging } = makePlace();
      const everyByte = Uint8Array.from({ length: 256 }, (_, at) => at);
      expect(await staging.put(origin, { ...piece(0, 0, 20), bytes: everyByte })).toBe(true);
      expect(await staging.put(origin, piece(1, 7, 256))).toBe(true);
      expect(await staging.get(origin, 0)).toEqual({ ...piece(0, 0, 20), bytes: everyByte });
      for (const newer of [piece(0, 3, 20), piece(0, 0, 5), piece(0, 0, 256)]) {
        await staging.put(origin, newer);
        expect(await staging.get(origin, 0)).toEqual(newer);
      }
      expect(await staging.get(origin, 1)).toEqual(piece(1, 7, 256));
    });

    it('forgets what is done with, and keeps what is not', async () => {
      const { staging, isEmpty } = makePlace();
      await staging.put(origin, piece(0, 0, 256));
      await staging.put(origin, piece(1, 0, 40));
      await staging.release(origin, 295);
      expect(await staging.get(origin, 0)).toBeUndefined();
      expect(await staging.get(origin, 1)).toEqual(piece(1, 0, 40));
      await staging.release(origin, 296);
      expect(await isEmpty()).toBe(true);
    });

    it('keeps logs apart, whatever they are called', async () => {
      const { staging } = makePlace();
      const others = ['changming/abcdefghijklmnop/2', '../..', 'a/../b', '版/本'];
      for (const [from, other] of others.entries()) await staging.put(other, piece(0, from, 20));
      for (const [from, other] of others.entries()) {
        expect(await staging.get(other, 0)).toEqual(piece(0, from, 20));
      }
      expect(await staging.get(origin, 0)).toBeUndefined();
    });

    it('takes no more of a log than it has room for, and goes on when some is done with', async () => {
      const { staging } = makePlace(100);
      expect(await staging.put(origin, piece(0, 0, 256, 60))).toBe(true);
      expect(await staging.put(origin, piece(1, 0, 256, 60))).toBe(false);
      expect(await staging.get(origin, 1)).toBeUndefined();
      expect(await staging.put(origin, piece(1, 0, 256, 30))).toBe(true);
      // What takes the place of another needs only what it is longer.
      expect(await staging.put(origin, piece(0, 1, 256, 70))).toBe(true);
      await staging.release(origin, 256);
      expect(await staging.put(origin, piece(2, 0, 256, 60))).toBe(true);
    });
  });
}

function piece(index: number, from: number, width: number, length = 10): StagedPiece {
  return { index, from, width, bytes: new Uint8Array(length).fill(index + from + width) };
}
