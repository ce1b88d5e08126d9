import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { useNativeEd25519 } from '../../../src/collector/native-ed25519.ts';
import { ed25519 } from '../../../src/core/tlog/ed25519.ts';

const portable = { ...ed25519 };

describe("Node's own Ed25519", () => {
  beforeAll(useNativeEd25519);
  afterAll(() => Object.assign(ed25519, portable));

  it('signs as the portable one does, bit for bit, and accepts and refuses the same', () => {
    for (let run = 0; run < 20; run++) {
      const seed = new Uint8Array(32).map((_, at) => at * 7 + run);
      const publicKey = portable.getPublicKey(seed);
      const message = new Uint8Array(run * 13).fill(run);
      const signature = ed25519.sign(message, seed);
      expect(signature).toEqual(portable.sign(message, seed));
      expect(ed25519.verify(signature, message, publicKey)).toBe(true);
      const wrong = signature.map((byte, at) => (at === run ? byte ^ 1 : byte));
      expect(ed25519.verify(wrong, message, publicKey)).toBe(false);
      expect(portable.verify(wrong, message, publicKey)).toBe(false);
    }
  });

  it('refuses what is no key without breaking off', () => {
    const [signature, message] = [new Uint8Array(64), new Uint8Array(3)];
    expect(ed25519.verify(signature, message, new Uint8Array(32).fill(255))).toBe(false);
  });
});
