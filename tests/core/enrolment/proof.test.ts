import { describe, expect, it } from 'vitest';
import { identityOf, originOf, signerOf } from '../../../src/core/as-run/screen-identity.ts';
import { isProof, signProof } from '../../../src/core/enrolment/proof.ts';
import { parseCheckpointText } from '../../../src/core/tlog/checkpoint.ts';
import { isValidSignature } from '../../../src/core/tlog/signed-note.ts';

const screen = identityOf(new Uint8Array(32).fill(3));
const other = identityOf(new Uint8Array(32).fill(4));
const origin = originOf(screen);
const challenge = Uint8Array.from({ length: 32 }, (_, at) => at);

describe('a proof', () => {
  const proof = signProof(signerOf(screen), challenge);

  it('holds for this log, key and challenge, and for no other', () => {
    expect(isProof(origin, screen.publicKey, challenge, proof)).toBe(true);
    expect(isProof(`${origin}1`, screen.publicKey, challenge, proof)).toBe(false);
    expect(isProof(origin, other.publicKey, challenge, proof)).toBe(false);
    expect(
      isProof(
        origin,
        screen.publicKey,
        challenge.map((byte) => byte ^ 1),
        proof,
      ),
    ).toBe(false);
    expect(isProof(origin, screen.publicKey, challenge, proof.slice(1))).toBe(false);
  });

  it('is over a text that is no checkpoint, whatever the collector chose', () => {
    const text = `changming enrolment 1\n${origin}\n${Buffer.from(challenge).toString('base64')}\n`;
    expect(isValidSignature(proof, text, screen.publicKey)).toBe(true);
    expect(() => parseCheckpointText(text)).toThrow();
  });

  it('is not given for a challenge of another length', () => {
    expect(() => signProof(signerOf(screen), new Uint8Array(31))).toThrow('31 bytes');
  });
});
