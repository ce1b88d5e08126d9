import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { run } from '../../../src/cli/run.ts';
import { verify } from '../../../src/cli/verify.ts';
import { playerName } from '../../../src/cli/version.ts';
import type { AsRunEntry } from '../../../src/core/as-run/entry.ts';
import { verifierOf } from '../../../src/core/as-run/screen-identity.ts';
import { liveCodeOf, qrTextOf } from '../../../src/core/evidence/live-code.ts';
import { openCheckpoint } from '../../../src/core/tlog/checkpoint.ts';
import { cosign, cosignerKeyText } from '../../../src/core/tlog/cosignature.ts';
import { ed25519 } from '../../../src/core/tlog/ed25519.ts';
import { verifierKeyText } from '../../../src/core/tlog/signed-note.ts';
import { writeZip } from '../../../src/core/zip/write-zip.ts';
import { bytesOf, honestLog, screen } from '../evidence/verify/honest-log.ts';
import { type Files, madeExport, textIn, treeOf, utf8 } from '../evidence/verify/made-export.ts';

vi.setConfig({ testTimeout: 60_000, hookTimeout: 60_000 });

let log: AsRunEntry[];
let files: Files;
let folder = '';
let count = 0;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changming-verify-'));
  log = await honestLog();
  files = await madeExport(bytesOf(log), undefined, undefined, await playerName());
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function unpacked(of: Files = files): string {
  const place = join(folder, String(count++));
  for (const [path, bytes] of of) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), bytes);
  }
  return place;
}

async function packed(of: Files = files): Promise<string> {
  const place = join(folder, `${count++}.zip`);
  const parts: Uint8Array[] = [];
  const listed = [...of].map(([path, bytes]) => ({ path, chunks: [bytes] }));
  for await (const part of writeZip(listed, { modified: '2026-11-25T10:00:00+08:00' })) parts.push(part);
  writeFileSync(place, Buffer.concat(parts));
  return place;
}

async function call(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = { out: (line: string) => void out.push(line), err: (line: string) => void err.push(line) };
  const code = await run({ verify: async () => verify }, ['verify', ...args], io);
  return { code, out, err };
}

const key = verifierKeyText(verifierOf(screen));
const checkpoint = () => openCheckpoint(textIn(files, 'checkpoint'), verifierOf(screen));

describe('an export that holds', () => {
  test.each([
    ['packed', packed],
    ['unpacked', async () => unpacked()],
  ])('%s: one line a step, the answer last, exit code 0', async (_, place) => {
    const { code, out } = await call(await place(), '--key', key);
    expect(out.filter((line) => /^[a-z]/.test(line)).map((line) => line.slice(0, 20).trimEnd())).toEqual([
      'format       passed',
      'tree         passed',
      'signature    passed',
      'cosignature  skipped',
      'continuity   passed',
      'arithmetic   passed',
      `log changming/${screen.screenId}/1`.slice(0, 20),
    ]);
    expect(out[out.length - 1]).toBe('HOLDS');
    expect(code).toBe(0);
  });

  test('as JSON is the verdict, on one line', async () => {
    const { code, out } = await call(unpacked(), '--json');
    expect(code).toBe(0);
    expect(out).toHaveLength(1);
    expect(JSON.parse(out[0] ?? '')).toMatchObject({ holds: true, log: { size: log.length } });
  });

  test('takes the key from a file, and says that nobody gave one when nobody did', async () => {
    const place = unpacked();
    expect((await call(place, '--key', join(place, 'key.vkey'))).out.join('\n')).not.toContain(
      'key-not-pinned',
    );
    expect((await call(place)).out.join('\n')).toContain('note: key-not-pinned');
  });

  test('cosigned by the witnesses that are named', async () => {
    const secretKey = new Uint8Array(32).fill(9);
    const witness = { name: 'witness.example/w', secretKey, publicKey: ed25519.getPublicKey(secretKey) };
    const note = textIn(files, 'checkpoint');
    const cosigned = new Map(files).set('checkpoint', utf8(note + cosign(note, witness, 1_764_000_000)));
    const place = unpacked(cosigned);
    const { code, out } = await call(place, '--witness', cosignerKeyText(witness));
    expect(code).toBe(0);
    expect(out).toContain('cosigned by witness.example/w');
    const stranger = cosignerKeyText({ ...witness, name: 'witness.example/other' });
    expect((await call(place, '--witness', cosignerKeyText(witness), '--witness', stranger)).code).toBe(1);
  });
});

describe('the code of a photo', () => {
  test('is found, as typed and as the text of the QR code', async () => {
    const place = unpacked();
    for (const text of [liveCodeOf(checkpoint().root).toLowerCase(), qrTextOf(checkpoint())]) {
      const { code, out } = await call(place, '--code', text);
      expect(code).toBe(0);
      expect(out.join('\n')).toContain(`the checkpoint of ${log.length} entries`);
    }
  });

  test('that this log has not is the answer no', async () => {
    const { code, out } = await call(unpacked(), '--code', 'AAAA-BBBB-CCCC');
    expect(code).toBe(1);
    expect(out.join('\n')).toContain('no checkpoint of this log has this code');
    expect(out[out.length - 1]).toBe('DOES NOT HOLD: code');
  });
});

describe('an export that does not hold', () => {
  test('names the step, the finding and the entry, and goes on', async () => {
    const bundle = 'tile/entries/000';
    const forged = log.map((entry, seq) =>
      seq === 100 ? ({ ...entry, airtimeMs: 92_000 } as AsRunEntry) : entry,
    );
    const rewritten = treeOf(bytesOf(forged)).get(bundle) ?? utf8('');
    const { code, out } = await call(await packed(new Map(files).set(bundle, rewritten)));
    expect(code).toBe(1);
    expect(out.join('\n')).toMatch(/tree {9}FAILED {3}entry-hash-differs/);
    expect(out.join('\n')).toMatch(/entry 100 · expected \S+ · found \S+/);
    expect(out.join('\n')).toContain('continuity   FAILED');
    expect(out[out.length - 1]).toMatch(/^DOES NOT HOLD: .*tree/);
  });

  test('because it is no ZIP: container-damaged', async () => {
    const place = join(folder, 'holiday.jpg');
    writeFileSync(place, 'JFIF');
    const { code, out } = await call(place);
    expect(code).toBe(1);
    expect(out.join('\n')).toContain('container-damaged');
  });

  test('cannot speak to the terminal', async () => {
    const hostile = new Map(files).set('tile/entries/999\u001b[2J', utf8('x'));
    const { code, out } = await call(unpacked(hostile));
    expect(code).toBe(1);
    expect(out.join('')).toContain('\\u{1b}[2J');
    expect(out.join('')).not.toContain('\u001b');
  });

  test('because a file of it is a link out of the folder, which is not followed', async () => {
    const place = unpacked();
    rmSync(join(place, 'README.html'));
    symlinkSync('/etc/hostname', join(place, 'README.html'));
    const { code, out } = await call(place);
    expect(code).toBe(1);
    expect(out.join('\n')).toMatch(/container-damaged.*file README\.html/s);
  });
});

describe('misuse', () => {
  test.each([
    [['/nowhere/at/all.zip'], 'cannot read'],
    [[], 'export is missing'],
    [['.', '--key', 'nonsense'], '--key expects'],
    [['.', '--witness', 'a+b+c'], '--witness expects'],
    [['.', '--code', 'ABC'], '--code expects'],
    [['.', '--colour'], 'colour'],
  ])('%j: exit code 2 and what was expected', async (args, message) => {
    const { code, err } = await call(...args);
    expect(code).toBe(2);
    expect(err.join('\n')).toContain(message);
  });
});
