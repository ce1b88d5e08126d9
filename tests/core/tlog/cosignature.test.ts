import { createHash, createPublicKey, verify } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { identityOf, originOf, signerOf, verifierOf } from '../../../src/core/as-run/screen-identity.ts';
import { signCheckpoint } from '../../../src/core/tlog/checkpoint.ts';
import {
  cosign,
  cosignerKeyText,
  openCosignature,
  parseCosignerKey,
} from '../../../src/core/tlog/cosignature.ts';
import { ed25519 } from '../../../src/core/tlog/ed25519.ts';
import { openNote, parseVerifierKey } from '../../../src/core/tlog/signed-note.ts';

const screen = identityOf(new Uint8Array(32).fill(7));
const secretKey = new Uint8Array(32).fill(9);
const witness = { name: 'witness.example/w1', publicKey: ed25519.getPublicKey(secretKey), secretKey };
const note = signCheckpoint(
  { origin: originOf(screen), size: 5, root: new Uint8Array(32).fill(3) },
  signerOf(screen),
);
const time = 1_763_778_860;
const cosigned = note + cosign(note, witness, time);

describe('a cosignature', () => {
  it('says when the witness saw the checkpoint, and leaves the log’s own signature as it is', () => {
    expect(openCosignature(cosigned, witness)).toBe(time);
    expect(openNote(cosigned, verifierOf(screen))).toBe(note.slice(0, note.lastIndexOf('\n\n') + 1));
  });

  it('signs what c2sp.org/tlog-cosignature says, as node:crypto confirms', () => {
    const [, encoded = ''] = /^— witness\.example\/w1 (\S+)$/m.exec(cosigned) ?? [];
    const bytes = Buffer.from(encoded, 'base64');
    const id = createHash('sha256')
      .update('witness.example/w1\n')
      .update(Uint8Array.of(4))
      .update(witness.publicKey)
      .digest();
    expect(bytes.subarray(0, 4)).toEqual(id.subarray(0, 4));
    expect(bytes.readBigUInt64BE(4)).toBe(BigInt(time));
    const text = note.slice(0, note.lastIndexOf('\n\n') + 1);
    const key = Buffer.concat([Buffer.from('302a300506032b6570032100', 'hex'), witness.publicKey]);
    expect(
      verify(
        null,
        Buffer.from(`cosignature/v1\ntime ${time}\n${text}`),
        createPublicKey({ key, format: 'der', type: 'spki' }),
        bytes.subarray(12),
      ),
    ).toBe(true);
  });

  it('is not that of another witness, and no signature of the note', () => {
    expect(code(() => openCosignature(note, witness))).toBe('unknown-key');
    expect(code(() => openCosignature(cosigned, { ...witness, name: 'witness.example/w2' }))).toBe(
      'unknown-key',
    );
    expect(code(() => openNote(cosigned, witness))).toBe('unknown-key');
    expect(code(() => openCosignature(cosigned, verifierOf(screen)))).toBe('unknown-key');
  });

  it('fails when time, text or signature were changed, or bytes are missing', () => {
    const line = cosigned.slice(note.length);
    const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    for (const at of [4, 11, 12, 75]) {
      const changed = Buffer.from(bytes);
      changed[at] = (changed[at] ?? 0) ^ 1;
      const open = () => openCosignature(note + lineOf(changed), witness);
      expect(['bad-signature', 'malformed'], `byte ${at}`).toContain(code(open));
    }
    expect(code(() => openCosignature(note + lineOf(bytes.subarray(0, -1)), witness))).toBe('bad-signature');
    expect(code(() => openCosignature(note + lineOf(bytes.subarray(0, 9)), witness))).toBe('bad-signature');
    expect(code(() => openCosignature(cosigned.replace('\n5\n', '\n6\n'), witness))).toBe('bad-signature');
  });

  it('has a key text of its own type', () => {
    const text = cosignerKeyText(witness);
    expect(parseCosignerKey(text)).toEqual({ name: witness.name, publicKey: witness.publicKey });
    expect(code(() => parseVerifierKey(text))).toBe('malformed');
    expect(
      code(() => parseCosignerKey('PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW')),
    ).toBe('malformed');
  });
});

function lineOf(bytes: Uint8Array): string {
  return `— ${witness.name} ${Buffer.from(bytes).toString('base64')}\n`;
}

function code(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return undefined;
}
