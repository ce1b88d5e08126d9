import { describe, expect, it } from 'vitest';
import { identityOf, originOf, signerOf, verifierOf } from '../../../src/core/as-run/screen-identity.ts';
import { openCheckpoint, signCheckpoint } from '../../../src/core/tlog/checkpoint.ts';
import { signNote } from '../../../src/core/tlog/signed-note.ts';
import { naiveRoot, verifyNaively } from './independent-verification.ts';

const screen = identityOf(new Uint8Array(32).fill(7));
const verifier = verifierOf(screen);
const root = Uint8Array.from(naiveRoot([Buffer.from('a'), Buffer.from('b')]));

describe('a checkpoint', () => {
  it('is a note of origin, size and root that an independent verifier accepts', () => {
    const note = signCheckpoint({ origin: originOf(screen), size: 2, root }, signerOf(screen));
    verifyNaively(note, originOf(screen), [Buffer.from('a'), Buffer.from('b')], verifier.publicKey);
    expect(openCheckpoint(note, verifier)).toEqual({ origin: originOf(screen), size: 2, root });
  });

  it('names the log by screen and epoch, and the screen by its key', () => {
    expect(originOf(screen)).toMatch(/^changming\/[a-z2-7]{16}\/1$/);
    expect(originOf({ ...screen, epoch: 12 })).toMatch(/\/12$/);
    expect(identityOf(new Uint8Array(32).fill(8)).screenId).not.toBe(screen.screenId);
  });

  it('may carry extension lines', () => {
    const text = `origin\n7\n${base64(root)}\nextension\n`;
    expect(openCheckpoint(signNote(text, signerOf(screen)), verifier)).toEqual({
      origin: 'origin',
      size: 7,
      root,
    });
  });

  it.each([
    ['an empty origin', `\n2\n${base64(root)}\n`, 'origin'],
    ['a leading zero', `origin\n02\n${base64(root)}\n`, 'size "02"'],
    ['a sign', `origin\n+2\n${base64(root)}\n`, 'size'],
    ['a negative size', `origin\n-2\n${base64(root)}\n`, 'size'],
    ['a size beyond 2^53', `origin\n9007199254740993\n${base64(root)}\n`, 'size'],
    ['a short root', `origin\n2\n${base64(root.slice(1))}\n`, 'root'],
    ['a root that is not base64', `origin\n2\n${base64(root).replace('=', '*')}\n`, 'root'],
    ['no root', 'origin\n2\n', 'root'],
    ['an empty extension line', `origin\n2\n${base64(root)}\n\nmore\n`, 'extension'],
  ])('is refused with %s, though it is signed', (_, text, complaint) => {
    const open = () => openCheckpoint(signNote(text, signerOf(screen)), verifier);
    expect(open).toThrow(complaint);
    expect(open).toThrow(/^Cannot read the checkpoint/);
  });

  it('accepts the size of an empty tree', () => {
    const note = signCheckpoint({ origin: 'o', size: 0, root }, signerOf(screen));
    expect(openCheckpoint(note, verifier).size).toBe(0);
  });
});

function base64(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('base64');
}
