import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeBase64, encodeBase64 } from '../../../src/core/tlog/base64.ts';
import { openNote, parseVerifierKey, signNote, verifierKeyText } from '../../../src/core/tlog/signed-note.ts';

// Keys, text and signatures from the tests of the reference implementation, golang.org/x/mod/sumdb/note.
const peterKey = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
const enochKey = 'EnochRoot+af0cfe78+ATtqJ7zOtqQtYqOo0CpvDXNlMhV3HeJDpjrASKGLWdop';
const peterSeed = Buffer.from('AYEKFALVFGyNhPJEMzD1QIDr+Y7hfZx09iUvxdXHKDFz', 'base64').subarray(1);
const text =
  "If you think cryptography is the answer to your problem,\nthen you don't know what your problem is.\n";
const peterLine =
  '— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n';
const enochLine =
  '— EnochRoot rwz+eBzmZa0SO3NbfRGzPCpDckykFXSdeX+MNtCOXm2/5n2tiOHp+vAF1aGrQ5ovTG01oOTGwnWLox33WWd1RvMc+QQ=\n';
const peter = parseVerifierKey(peterKey);

describe('a verifier key', () => {
  it('is read and written as published', () => {
    expect(verifierKeyText(peter)).toBe(peterKey);
    expect(verifierKeyText(parseVerifierKey(enochKey))).toBe(enochKey);
  });

  it('is refused when any part of it is missing or any character changed', { timeout: 120_000 }, () => {
    for (let from = 0; from <= peterKey.length; from++) {
      for (let to = from + 1; to <= peterKey.length; to++) {
        if (to - from < peterKey.length) expect(() => parseVerifierKey(peterKey.slice(from, to))).toThrow();
      }
      const next = String.fromCharCode(peterKey.charCodeAt(from) + 1);
      const changed = peterKey.slice(0, from) + next + peterKey.slice(from + 1);
      expect(() => parseVerifierKey(changed)).toThrow(/Cannot read verifier key/);
    }
  });

  it('is refused when it has another length or algorithm, though its id fits', () => {
    expect(() =>
      parseVerifierKey('PeterNeumann+cc469956+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TWBADKEY=='),
    ).toThrow();
    expect(() =>
      parseVerifierKey('PeterNeumann+173116ae+ZRpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW'),
    ).toThrow();
  });
});

describe('a signed note', () => {
  it('is signed to the byte as the reference implementation does', () => {
    expect(signNote(text, { ...peter, secretKey: peterSeed })).toBe(`${text}\n${peterLine}`);
  });

  it('opens for whoever knows one of its signers, whatever others signed', () => {
    expect(openNote(`${text}\n${peterLine}${enochLine}`, peter)).toBe(text);
    expect(openNote(`${text}\n${enochLine}${peterLine}`, peter)).toBe(text);
    expect(openNote(`${text}\n${enochLine}`, parseVerifierKey(enochKey))).toBe(text);
    // The example of an earlier edition of c2sp.org/signed-note.
    const example =
      'This is an example message.\n\n' +
      '— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=\n';
    const key = parseVerifierKey('example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k');
    expect(openNote(example, key)).toBe('This is an example message.\n');
  });

  it('does not open without a signature by the key asked for', () => {
    expect(code(() => openNote(`${text}\n${enochLine}`, peter))).toBe('unknown-key');
    expect(code(() => openNote(`${text}\n${peterLine}`, { ...peter, name: 'PeterNeuman' }))).toBe(
      'unknown-key',
    );
  });

  it('does not open when text or signature were changed', () => {
    expect(code(() => openNote(`${text.replace('think', 'thing')}\n${peterLine}`, peter))).toBe(
      'bad-signature',
    );
    const longer = `${peterLine.slice(0, 60)}ABCD${peterLine.slice(60)}`;
    expect(code(() => openNote(`${text}\n${longer}`, peter))).toBe('bad-signature');
    expect(code(() => openNote(`${text}\n${longer}${peterLine}`, peter))).toBe('bad-signature');
  });

  it.each([
    ['no signatures', text],
    ['no signature lines', `${text}\n`],
    ['no final newline', `${text}\n${peterLine.slice(0, -1)}`],
    ['a control character', `\u0001${text}\n${peterLine}`],
    [
      'a space in the key name',
      `${text}\n— Bad Name x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFY\n`,
    ],
    ['a line that is no signature', `${text}\n${peterLine}Unexpected line.\n`],
    ['a hyphen for the em dash', `${text}\n${peterLine.replace('—', '-')}`],
    ['too many signatures', `${text}\n${peterLine.repeat(101)}`],
  ])('is refused with %s', (_, note) => {
    expect(code(() => openNote(note, peter))).toBe('malformed');
  });

  it('is never made of a text that could not be read again', () => {
    const signer = { ...peter, secretKey: peterSeed };
    for (const bad of ['abc', 'a\tb\n', '']) expect(code(() => signNote(bad, signer))).toBe('malformed');
    for (const name of ['', 'a b', 'a+b', 'a\u00a0b']) {
      expect(code(() => signNote(text, { ...signer, name }))).toBe('malformed');
    }
  });
});

describe('Base 64', () => {
  it('reads its own writing and no other form of it', () => {
    // RFC 4648, section 10.
    const published = ['', 'Zg==', 'Zm8=', 'Zm9v', 'Zm9vYg==', 'Zm9vYmE=', 'Zm9vYmFy'];
    published.forEach((encoded, length) => {
      expect(encodeBase64(Buffer.from('foobar'.slice(0, length)))).toBe(encoded);
    });
    for (const bad of ['Zg', 'Zg=', 'Zh==', 'Z===', 'Zm9v\n', 'Zm-v', '====', 'A'])
      expect(decodeBase64(bad)).toBeUndefined();
  });

  it('agrees with Node for any bytes', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const encoded = Buffer.from(bytes).toString('base64');
        expect(encodeBase64(bytes)).toBe(encoded);
        expect(decodeBase64(encoded)).toEqual(Uint8Array.from(bytes));
      }),
    );
  });
});

function code(action: () => unknown): string | undefined {
  try {
    action();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return undefined;
}
