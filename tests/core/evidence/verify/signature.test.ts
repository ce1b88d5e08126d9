import { beforeAll, describe, expect, test, vi } from 'vitest';
import { identityOf, originOf, signerOf, verifierOf } from '../../../../src/core/as-run/screen-identity.ts';
import { openCheckpoint, signCheckpoint } from '../../../../src/core/tlog/checkpoint.ts';
import { cosign } from '../../../../src/core/tlog/cosignature.ts';
import { ed25519 } from '../../../../src/core/tlog/ed25519.ts';
import type { NoteSigner } from '../../../../src/core/tlog/signed-note.ts';
import { signNote, verifierKeyText } from '../../../../src/core/tlog/signed-note.ts';
import { codesOf, evidenceOf, failuresAfter, failuresOf, verifyFiles } from './asked.ts';
import { bytesOf, honestLog, screen } from './honest-log.ts';
import { type Files, madeExport, textIn, utf8 } from './made-export.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

const other = identityOf(new Uint8Array(32).fill(8));
const key = verifierOf(screen);

let files: Files;

beforeAll(async () => {
  files = await madeExport(bytesOf((await honestLog()).slice(0, 300)));
});

const checkpoint = () => openCheckpoint(textIn(files, 'checkpoint'), key);

describe('the key', () => {
  test('that the auditor knows settles it: no note is left', async () => {
    expect(codesOf(await verifyFiles(files, { key }))).toEqual(['(cosignature: cosignature-none)']);
  });

  test('that the auditor knows is of another screen: key-differs, and nothing is signed by it', async () => {
    const verdict = await verifyFiles(files, { key: verifierOf(other) });
    expect(failuresOf(verdict)).toEqual([
      'signature: key-differs',
      'signature: origin-not-of-key',
      'signature: signature-missing',
    ]);
    expect(evidenceOf(verdict, 'key-differs')).toMatchObject({ found: screen.screenId });
  });

  test('may be known by the name of an earlier epoch', async () => {
    const later = { ...screen, epoch: 2 };
    const export2 = await madeExport(bytesOf([], later), later);
    expect((await verifyFiles(export2, { key })).holds).toBe(true);
  });

  test('and all that it signed are swapped for those of another screen: origin-not-of-key', async () => {
    const forger = { ...other, screenId: screen.screenId };
    const forged = await madeExport(bytesOf([]), forger);
    expect(failuresOf(await verifyFiles(forged))).toEqual(['signature: origin-not-of-key']);
  });

  test('alone is swapped', async () => {
    const swapped = await failuresAfter(files, (into) =>
      into.set('key.vkey', utf8(`${verifierKeyText({ ...verifierOf(other), name: originOf(screen) })}\n`)),
    );
    expect(ofSignature(swapped)).toEqual(['signature: origin-not-of-key', 'signature: signature-missing']);
  });

  test('has a name that is not the log’s', async () => {
    const renamed = await failuresAfter(files, (into) =>
      into.set('key.vkey', utf8(`${verifierKeyText({ ...key, name: 'changming/other/1' })}\n`)),
    );
    expect(ofSignature(renamed)).toEqual(['signature: origin-not-of-key']);
  });
});

describe('a signature', () => {
  test('over other words is wrong', async () => {
    const note = textIn(files, 'manifest').replace('by auditor', 'by nobody');
    const changed = await failuresAfter(files, (into) => into.set('manifest', utf8(note)));
    expect(ofSignature(changed)).toEqual(['signature: signature-wrong']);
  });

  test('by somebody else is none', async () => {
    const signer = { ...signerOf(other), name: originOf(screen) };
    const note = utf8(signCheckpoint(checkpoint(), signer));
    expect(await failuresAfter(files, (into) => into.set('checkpoint', note))).toEqual([
      'signature: signature-missing',
    ]);
  });

  test('on a checkpoint does not pass for one on a manifest', async () => {
    const text = textIn(files, 'manifest').replace(/\n\n—.*\n$/s, '\n');
    const note = utf8(signNote(text, signerOf(screen)));
    expect(await failuresAfter(files, (into) => into.set('manifest', note))).toEqual([
      'signature: signature-missing',
    ]);
  });

  test('is not to be had where neither key, checkpoint nor manifest are', async () => {
    const bare = await failuresAfter(files, (into) => {
      for (const file of ['checkpoint', 'manifest', 'key.vkey']) into.delete(file);
    });
    expect(bare).toContain('signature: signature-missing');
  });
});

describe('cosignatures', () => {
  const witness = witnessOf('witness.example/w1', 9);
  const stranger = witnessOf('witness.example/w2', 10);

  function cosigned(by: NoteSigner, seconds = 1_764_000_000): Files {
    const note = textIn(files, 'checkpoint');
    return new Map(files).set('checkpoint', utf8(note + cosign(note, by, seconds)));
  }

  test('of a witness that is asked for hold, and say when', async () => {
    const verdict = await verifyFiles(cosigned(witness), { key, witnesses: [witness] });
    expect(verdict.holds).toBe(true);
    expect(verdict.log?.cosignedBy).toEqual([witness.name]);
    expect(codesOf(verdict)).toEqual(['(cosignature: cosigned)']);
    expect(evidenceOf(verdict, 'cosigned')?.at).toBe('2025-11-24T16:00:00.000Z');
  });

  test('that are missing from a witness that is asked for are a failure: cosignature-none', async () => {
    expect(failuresOf(await verifyFiles(files, { key, witnesses: [witness] }))).toEqual([
      'cosignature: cosignature-none',
    ]);
  });

  test('of another time than was signed are wrong: cosignature-wrong', async () => {
    const note = textIn(files, 'checkpoint');
    const line = cosign(note, witness, 1_764_000_000);
    const bytes = Buffer.from(line.split(' ')[2] ?? '', 'base64');
    bytes[11] = (bytes[11] ?? 0) ^ 1;
    const forged = utf8(`${note}— ${witness.name} ${bytes.toString('base64')}\n`);
    const verdict = await verifyFiles(new Map(files).set('checkpoint', forged), {
      key,
      witnesses: [witness],
    });
    expect(failuresOf(verdict)).toEqual(['cosignature: cosignature-wrong']);
    expect(verdict.log?.cosignedBy).toEqual([]);
  });

  test('of a witness nobody asked for count for nothing, and are named', async () => {
    const verdict = await verifyFiles(cosigned(stranger), { key });
    expect(verdict.holds).toBe(true);
    expect(codesOf(verdict)).toContain('(cosignature: cosignature-unknown-witness)');
    expect(evidenceOf(verdict, 'cosignature-unknown-witness')).toEqual({ witness: stranger.name });
  });
});

/** What the pages say follows from what was signed, and differs with it. */
function ofSignature(failures: readonly string[]): string[] {
  return failures.filter((failure) => failure.startsWith('signature'));
}

function witnessOf(name: string, seed: number): NoteSigner {
  const secretKey = new Uint8Array(32).fill(seed);
  return { name, secretKey, publicKey: ed25519.getPublicKey(secretKey) };
}
