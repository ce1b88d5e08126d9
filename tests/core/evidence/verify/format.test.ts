import { beforeAll, describe, expect, test, vi } from 'vitest';
import { ArchiveError } from '../../../../src/core/evidence/archive.ts';
import { verify } from '../../../../src/core/evidence/verify/verify.ts';
import { codesOf, evidenceOf, failingAt, failuresAfter, failuresOf, verifyFiles } from './asked.ts';
import { bytesOf, honestLog } from './honest-log.ts';
import { archiveOf, type Files, madeExport, player, resign, textIn, utf8 } from './made-export.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

type Bytes = Uint8Array<ArrayBuffer>;

let entries: Bytes[];
let files: Files;

beforeAll(async () => {
  entries = bytesOf((await honestLog()).slice(0, 300));
  files = await madeExport(entries);
});

const bytesIn = (path: string) => files.get(path) as Bytes;

/** The failures of one step after a file has another text. */
async function formatAfter(path: string, text: string | Bytes): Promise<string[]> {
  const bytes = typeof text === 'string' ? utf8(text) : text;
  const failures = await failuresAfter(files, (into) => into.set(path, bytes));
  return failures.filter((failure) => failure.startsWith('format'));
}

describe('the container', () => {
  test.each(['plays.csv', 'checkpoint', 'tile/0/000', 'tile/entries/000'])(
    'that cannot give %s is damaged, and the rest is checked all the same',
    async (path) => {
      const archive = failingAt(archiveOf(files), path, new ArchiveError('wrong CRC-32', path));
      const verdict = await verify(archive, { player });
      expect(failuresOf(verdict)).toContain('format: container-damaged');
      expect(evidenceOf(verdict, 'container-damaged')).toEqual({ file: path, detail: 'wrong CRC-32' });
      expect(verdict.steps.map(({ outcome }) => outcome)).toContain('passed');
    },
  );

  test('is damaged only where it is: a disk that cannot be read is no finding', async () => {
    const archive = failingAt(archiveOf(files), 'plays.csv', new Error('EIO'));
    await expect(verify(archive)).rejects.toThrow('EIO');
  });

  test('may be empty, or hold something else', async () => {
    expect((await verifyFiles(new Map())).holds).toBe(false);
    const verdict = await verifyFiles(new Map([['holiday.jpg', utf8('…')]]));
    expect(verdict.holds).toBe(false);
    expect(verdict.log).toBeUndefined();
  });
});

describe('files', () => {
  test.each(['README.html', 'report.html', 'report.json', 'plays.csv'])(
    '%s is missing: file-missing, and nothing else',
    async (path) => {
      expect(await failuresAfter(files, (into) => into.delete(path))).toEqual(['format: file-missing']);
    },
  );

  test.each([
    'notes.txt',
    'tile/entries/000.p/17',
    'tile/0/002',
    'tile/9/000',
    '../outside',
    'proofs/first.tlog-proof',
  ])('%s has no place in this log: file-unexpected', async (path) => {
    expect(await failuresAfter(files, (into) => into.set(path, utf8('?')))).toEqual([
      'format: file-unexpected',
    ]);
  });

  test('one that is there twice is unexpected', async () => {
    const archive = archiveOf(files);
    const twice = { ...archive, paths: [...archive.paths, 'checkpoint'] };
    expect(failuresOf(await verify(twice, { player }))).toEqual(['format: file-unexpected']);
  });

  test('a tile directory without ours still has its tree, its signature and its story checked', async () => {
    const bare: Files = new Map([...files].filter(([path]) => /^(tile\/|checkpoint$|key)/.test(path)));
    const verdict = await verifyFiles(bare);
    expect(failuresOf(verdict)).toEqual(['format: file-missing']);
    const outcomes = verdict.steps.map(({ step, outcome }) => `${step} ${outcome}`);
    expect(outcomes).toEqual([
      'format failed',
      'tree passed',
      'signature passed',
      'cosignature skipped',
      'continuity passed',
      'arithmetic passed',
    ]);
  });

  test('a page that was changed is not the one that was signed: file-changed', async () => {
    const changed = textIn(files, 'README.html').replace('</html>', ' </html>');
    expect(await formatAfter('README.html', changed)).toEqual(['format: file-changed']);
  });
});

describe('statements that cannot be read', () => {
  test.each([
    ['', 'no words at all'],
    ['changming.export/v1\n', 'no signature'],
    ['\u0000\n\n— a b\n', 'control characters'],
  ])('%j: manifest-malformed', async (text) => {
    expect(await formatAfter('manifest', text)).toEqual(['format: manifest-malformed']);
  });

  test.each<[string, (text: string) => string]>([
    ['another version', (text) => text.replace('export/v1', 'export/v2')],
    ['a size that is none', (text) => text.replace(/size \d+/, 'size 0x12')],
    ['claims beyond the log', (text) => text.replace(/entries \d+ \d+/, 'entries 0 99999')],
    ['a claim that ends before it begins', (text) => text.replace(/entries \d+ \d+/, 'entries 9 3')],
    ['a line out of order', (text) => text.replace(/(by .*\n)(player .*\n)/, '$2$1')],
    ['a file twice', (text) => `${text}${text.split('\n').slice(-2)[0]}\n`],
    ['a file that is none of ours', (text) => `${text}${'0'.repeat(64)}  autorun.inf\n`],
    ['a file fewer', (text) => text.replace(/.*plays\.csv\n/, '')],
    ['another log', (text) => text.replace(/origin .*/, 'origin changming/aaaaaaaaaaaaaaaa/1')],
    ['another size than the checkpoint', (text) => text.replace(/size \d+/, 'size 301')],
  ])('a manifest with %s: manifest-malformed, though the screen signed it', async (_, change) => {
    const failures = failuresOf(await verifyFiles(resign(files, change)));
    expect(failures).toContain('format: manifest-malformed');
  });

  test.each(['', 'a\n1\n', 'changming/x/1\n-1\nAAAA\n\n— a AAAAAAAA\n', '\u{10ffff}'])(
    '%j: checkpoint-malformed',
    async (text) => {
      expect(await formatAfter('checkpoint', text)).toEqual(['format: checkpoint-malformed']);
    },
  );

  test('a checkpoint that is not UTF-8: checkpoint-malformed', async () => {
    expect(await formatAfter('checkpoint', Uint8Array.of(0xff, 0x0a))).toEqual([
      'format: checkpoint-malformed',
    ]);
  });

  test.each<[string, (text: string) => string]>([
    ['nothing', () => ''],
    ['no end', (text) => text.trimEnd()],
    ['a blank', (text) => ` ${text}`],
    ['another id', (text) => text.replace(/\+[0-9a-f]{8}\+/, '+00000000+')],
    ['a second key', (text) => text + text],
  ])('a key with %s: key-malformed', async (_, change) => {
    expect(await formatAfter('key.vkey', change(textIn(files, 'key.vkey')))).toEqual([
      'format: key-malformed',
    ]);
  });

  test('one that never ends is not read to its end', async () => {
    expect(await formatAfter('checkpoint', new Uint8Array(100_000))).toEqual([
      'format: checkpoint-malformed',
    ]);
  });
});

describe('tiles and bundles', () => {
  test.each([
    ['shorter', () => bytesIn('tile/0/000').slice(1)],
    ['longer', () => Uint8Array.of(...bytesIn('tile/0/000'), 0)],
  ])('a tile %s than its width: tile-malformed', async (_, bytes) => {
    expect(await failuresAfter(files, (into) => into.set('tile/0/000', bytes()))).toEqual([
      'format: tile-malformed',
    ]);
  });

  test.each([
    ['cut short', () => bytesIn('tile/entries/000').slice(0, -1)],
    ['with a byte more', () => Uint8Array.of(...bytesIn('tile/entries/000'), 0)],
    ['longer than can be', () => new Uint8Array(17_000_000)],
  ])('a bundle %s: bundle-malformed', async (_, bytes) => {
    expect(await formatAfter('tile/entries/000', bytes())).toEqual(['format: bundle-malformed']);
  });
});

describe('entries that the screen signed', () => {
  /** The failures and notes of a log in which one entry is other bytes. */
  async function withEntry(bytes: Bytes): Promise<string[]> {
    const changed = entries.map((entry, seq) => (seq === 100 ? bytes : entry));
    return codesOf(await verifyFiles(await madeExport(changed)));
  }

  const stamp = '"seq":100,"screen":"s","at":"2026-11-23T10:00:00.000+08:00","monotonicMs":1,"onAirMs":1';

  test.each<[string, Bytes]>([
    ['no bytes', utf8('')],
    ['bytes that are not UTF-8', Uint8Array.of(0x7b, 0xff, 0x7d)],
    ['a byte order mark', utf8(`\uFEFF{"type":"heartbeat",${stamp}}`)],
    ['no JSON', utf8('{"type":')],
    ['a list', utf8('[]')],
    ['null', utf8('null')],
    ['no type', utf8(`{${stamp}}`)],
    ['no number', utf8('{"type":"heartbeat"}')],
    ['a time that is none', utf8(`{"type":"heartbeat",${stamp.replace('T10', 'T99')}}`)],
    ['a time before the beginning of time', utf8(`{"type":"heartbeat",${stamp.replace('Ms":1', 'Ms":-1')}}`)],
    ['infinity', utf8(`{"type":"heartbeat",${stamp.replace('Ms":1', 'Ms":1e999')}}`)],
    ['a play without airtime', utf8(`{"type":"play",${stamp},"spot":"x","kind":"video"}`)],
    [
      'a use of the kiosk that counts as a warning',
      utf8(
        `{"type":"play",${stamp},"spot":"kiosk","kind":"web","category":"anti-fraud","zone":"main","outcome":"cut",` +
          '"ended":"deadline","airtimeMs":1,"plannedMs":1,"gapMs":0,"because":{"code":"interaction"}}',
      ),
    ],
    ['a jump from nowhere', utf8(`{"type":"clock",${stamp}}`)],
  ])('as %s: entry-malformed', async (_, bytes) => {
    expect(await withEntry(bytes)).toContain('format: entry-malformed');
  });

  test('of a type that a later version may have are noted: entry-type-unknown', async () => {
    const later = new TextDecoder().decode(entries[100]).replace(/"type":"[a-z-]+"/, '"type":"hologram"');
    const codes = await withEntry(utf8(later));
    expect(codes).toContain('(format: entry-type-unknown)');
    expect(codes.filter((code) => code.startsWith('format'))).toEqual([]);
  });
});

describe('simulated plays', () => {
  const simulated = () =>
    entries.map((entry) =>
      utf8(new TextDecoder().decode(entry).replace('"type":"on-air"', '"type":"on-air","simulated":true')),
    );

  test('can verify, and are said to be simulated', async () => {
    const ordered = simulated().map((entry) => utf8(orderedText(entry)));
    const verdict = await verifyFiles(await madeExport(ordered));
    expect(verdict.holds).toBe(true);
    expect(verdict.log?.simulated).toBe(true);
    expect(codesOf(verdict)).toContain('(format: simulated)');
  });

  test('that the manifest passes for real ones fail', async () => {
    const ordered = simulated().map((entry) => utf8(orderedText(entry)));
    const passed = resign(await madeExport(ordered), (text) => text.replace('simulated\n', ''));
    expect(failuresOf(await verifyFiles(passed))).toContain('format: simulated');
  });
});

/** Type, number and screen first, as the log writes its entries. */
function orderedText(entry: Bytes): string {
  const { simulated, ...rest } = JSON.parse(new TextDecoder().decode(entry));
  return JSON.stringify(simulated ? { ...rest, simulated } : rest);
}
