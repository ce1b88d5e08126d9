import { describe, expect, it } from 'vitest';
import type { Cosignatures, Cosigned } from '../../src/core/ports/cosignatures.ts';

/** Opens one more handle on the same, at first empty, place. */
export type OpenCosignatures = () => Cosignatures | Promise<Cosignatures>;

/** What every store of cosignatures promises. `makePlace` gives a new empty place for each test. */
export function cosignaturesContract(name: string, makePlace: () => OpenCosignatures): void {
  describe(`${name} as a store of cosignatures`, () => {
    it('has none of a log that nobody has cosigned', async () => {
      expect(await (await makePlace()()).read('changming/a/1')).toBeUndefined();
    });

    it('gives back the newest of each log as it was kept, to a second handle too', async () => {
      const open = makePlace();
      const store = await open();
      await store.keep(cosigned('changming/a/1', 3));
      await store.keep(cosigned('changming/a/2', 7));
      await store.keep(cosigned('changming/a/1', 5));
      const other = await open();
      expect(await other.read('changming/a/1')).toEqual(cosigned('changming/a/1', 5));
      expect(await other.read('changming/a/2')).toEqual(cosigned('changming/a/2', 7));
    });
  });
}

function cosigned(origin: string, size: number): Cosigned {
  const range = [new Uint8Array(32).fill(size), new Uint8Array(32).fill(size + 1)];
  const marks = [
    { size: 1, atSeconds: 1_795_000_000 },
    { size, atSeconds: 1_795_000_000 + size },
  ];
  return { origin, size, range, checkpoint: `${origin}\n${size}\n\n— 汇聚端 c=\n`, marks };
}
