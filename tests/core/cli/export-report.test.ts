import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import readXlsxFile from 'read-excel-file/node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { withArchive } from '../../../src/cli/open-archive.ts';
import { report } from '../../../src/cli/report/report.ts';
import { run } from '../../../src/cli/run.ts';
import { simulate } from '../../../src/cli/simulate.ts';
import type { AsRunEntry } from '../../../src/core/as-run/entry.ts';
import { verify } from '../../../src/core/evidence/verify/verify.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

const programme = fileURLToPath(
  new URL('programme.json', new URL('../../../playlists/programmes/', import.meta.url)),
);
const lobby = programme.replace('programme.json', 'bank-lobby.json');
let folder = '';
let zip = '';

async function changming(...args: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const io = {
    out(line: string) {
      out.push(line);
      return undefined;
    },
    err: (line: string) => void err.push(line),
  };
  const code = await run({ simulate: async () => simulate, report: async () => report }, args, io);
  return { code, out, err: err.join('\n') };
}

const evening = ['--from', '2026-11-23T21:00', '--hours', '5', '--seed', '3', '--fail', '0.05'];

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changming-export-'));
  zip = join(folder, 'evening.zip');
  await changming('simulate', lobby, ...evening, '--export', zip);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe('changming simulate --export', () => {
  test('writes a log that holds, marked as simulated, with the very plays that it would have printed', async () => {
    const printed = (await changming('simulate', lobby, ...evening)).out.map((line) => JSON.parse(line));
    const entries: AsRunEntry[] = [];
    const verdict = await withArchive(zip, (archive) =>
      verify(archive, {
        onEntries: (_, all) =>
          entries.push(...all.map((bytes) => JSON.parse(Buffer.from(bytes).toString('utf8')))),
      }),
    );
    expect(verdict.holds).toBe(true);
    expect(verdict.log?.simulated).toBe(true);
    const plays = entries.filter((entry) => entry.type === 'play');
    expect(
      plays.map(({ airtimeMs, onAirMs, category, outcome }) => ({ airtimeMs, onAirMs, category, outcome })),
    ).toEqual(
      printed.map(({ airtimeMs, startMs, category, outcome }) => ({
        airtimeMs,
        onAirMs: startMs,
        category,
        outcome,
      })),
    );
    expect(entries.filter(({ type }) => type === 'fault')).toHaveLength(
      plays.filter(({ outcome }) => outcome === 'failed').length,
    );
    expect(entries[0]).toMatchObject({ type: 'on-air', because: 'start', simulated: true });
    expect(entries[entries.length - 1]).toMatchObject({ type: 'off-air', because: 'closed' });
  });

  test('is the same to the byte for the same seed, and has another key without one', async () => {
    const again = join(folder, 'again.zip');
    const { out } = await changming('simulate', lobby, ...evening, '--export', again);
    expect(readFileSync(again).equals(readFileSync(zip))).toBe(true);
    expect(Object.keys(JSON.parse(out[0] ?? '{}'))).toEqual(['export', 'origin', 'entries', 'root', 'key']);
    const short = ['--from', '2026-11-23T21:00', '--hours', '0.1', '--export', join(folder, 'short.zip')];
    const keys = [await changming('simulate', lobby, ...short), await changming('simulate', lobby, ...short)];
    expect(new Set(keys.map((receipt) => JSON.parse(receipt.out[0] ?? '{}').key)).size).toBe(2);
  });

  test('keeps opening hours, with a sign of life in every ten minutes of the night', async () => {
    const file = join(folder, 'night.zip');
    const closing = {
      id: 'lobby',
      revision: 1,
      timeZone: 'Asia/Shanghai',
      playlists: [`${join(lobby, '../../bank-sample/playlist.json')}`],
    };
    const path = join(folder, 'hours.json');
    const hours = [{ days: ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'], from: '08:00', to: '08:20' }];
    writeFileSync(path, JSON.stringify({ ...closing, shares: [], hours }));
    const { code, err } = await changming(
      'simulate',
      path,
      '--from',
      '2026-11-23T08:00',
      '--hours',
      '25',
      '--export',
      file,
    );
    expect(err).toBe('');
    expect(code).toBe(0);
    const entries: AsRunEntry[] = [];
    const verdict = await withArchive(file, (archive) =>
      verify(archive, {
        onEntries: (_, all) =>
          entries.push(...all.map((bytes) => JSON.parse(Buffer.from(bytes).toString('utf8')))),
      }),
    );
    expect(
      verdict.steps.flatMap(({ findings }) => findings).filter(({ severity }) => severity === 'failure'),
    ).toEqual([]);
    expect(verdict.steps.flatMap(({ findings }) => findings).map(({ code }) => code)).not.toContain(
      'silence',
    );
    expect(entries.filter(({ type }) => type === 'off-air')).toMatchObject([
      { because: 'opening-hours' },
      { because: 'closed' },
    ]);
    expect(entries.filter(({ type }) => type === 'heartbeat').length).toBeGreaterThan(140);
  });

  test('sums up as well when asked to, and leaves nothing else behind', async () => {
    const { out } = await changming('simulate', lobby, ...evening, '--summary', '--export', zip);
    expect(out.map((line) => Object.keys(JSON.parse(line))[0])).toContain('rule');
    expect(readdirSync(folder).filter((name) => /\.(log|part)$/.test(name))).toEqual([]);
  });

  test('says when it cannot write there', async () => {
    const { code, err } = await changming(
      'simulate',
      lobby,
      ...evening,
      '--export',
      join(folder, 'no/such/x.zip'),
    );
    expect(code).toBe(2);
    expect(err).toContain('cannot write');
  });
});

describe('changming report', () => {
  test('prints the answer, what it proves nothing of, and the days', async () => {
    const { code, out } = await changming('report', zip);
    expect(code).toBe(0);
    const text = out.join('\n');
    expect(text).toContain('SIMULATED');
    expect(text).toMatch(/^Anti-fraud .*: 1[5-9]\.\d.% of 15.% promised, kept in every window$/m);
    expect(text).toMatch(/^2026-11-23 {2}on air 3:00:00/m);
  });

  test('hands on the list of plays and the page as they were verified', async () => {
    for (const [option, path] of [
      ['--csv', 'plays.csv'],
      ['--html', 'report.html'],
    ] as const) {
      const pieces: Uint8Array[] = [];
      await withArchive(zip, async (archive) => {
        for await (const piece of archive.open(path) ?? []) pieces.push(piece);
      });
      const file = join(folder, path);
      expect((await changming('report', zip, option, '-o', file)).code).toBe(0);
      expect(readFileSync(file).equals(Buffer.concat(pieces))).toBe(true);
      expect(`${(await changming('report', zip, option)).out.join('\n')}\n`).toBe(
        Buffer.concat(pieces).toString('utf8'),
      );
    }
  });

  test('makes a workbook', async () => {
    const file = join(folder, 'report.xlsx');
    expect((await changming('report', zip, '--xlsx', '--output', file)).code).toBe(0);
    const sheets = await readXlsxFile(file);
    expect(sheets.map(({ sheet }) => sheet)).toEqual(['概要', '按日', '按小时', '播放明细', '中断']);
  });

  test('makes no report of an export that does not hold', async () => {
    const bad = join(folder, 'bad.zip');
    const bytes = readFileSync(zip);
    const at = Math.floor(bytes.length / 2);
    bytes[at] = (bytes[at] ?? 0) ^ 1;
    writeFileSync(bad, bytes);
    const { code, out, err } = await changming('report', bad, '--csv');
    expect(code).toBe(1);
    expect(out).toEqual([]);
    expect(err).toMatch(/does not hold|Cannot/);
  });

  test.each([
    ['two formats at once', ['x.zip', '--csv', '--html'], 'one of --csv'],
    ['a workbook on stdout', ['x.zip', '--xlsx'], '-o'],
    ['a file that is not there', ['/no/such/export.zip'], 'ENOENT'],
    ['no export', [], 'export is missing'],
  ])('says what is wrong with %s', async (_, args, message) => {
    const { code, err } = await changming('report', ...args);
    expect(code).toBe(2);
    expect(err).toContain(message);
  });
});
