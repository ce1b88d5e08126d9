import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { fsckVersion } from '../../src/core/evidence/export/readme-html.ts';
import { lobbyEntries } from '../contracts/lobby-log.ts';
import { filesOf, SignedLog } from '../core/evidence/export/signed-log.ts';
import { goTool, ran, withoutGo } from './go-tool.ts';

// Programs that others wrote, on what we export. Slow where Go has to build them first.
vi.setConfig({ testTimeout: 1_200_000, hookTimeout: 1_200_000 });

const missing = withoutGo();
const folder = mkdtempSync(join(tmpdir(), 'changming-third-party-'));
const largest = 70_000;
const entries = [...lobbyEntries({ plays: largest, lastDate: '2026-11-22' })];
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe.skipIf(missing !== undefined)(`Tessera's fsck ${fsckVersion}`, () => {
  let fsck = '';
  beforeAll(async () => {
    fsck = await goTool(`github.com/transparency-dev/tessera/cmd/fsck@${fsckVersion}`);
  });

  it.each([0, 1, 255, 256, 257, 1000, 65_536, largest])('accepts a whole log of %i entries', async (size) => {
    const { output } = await check(fsck, await unpacked(size));
    expect(output).toContain(`Successfully fsck'd log with size ${size}`);
  });

  // This release goes on for ever once it has found a tile that does not fit: it is given time to find it, and ended.
  it.each(['tile/entries/001', 'tile/0/002', 'tile/1/000.p/3', 'checkpoint'])(
    'does not accept a log with one changed bit in %s',
    async (path) => {
      const where = await unpacked(1000);
      const bytes = readFileSync(join(where, path));
      bytes[50] = (bytes[50] ?? 0) ^ 1;
      writeFileSync(join(where, path), bytes);
      expect((await check(fsck, where, 10_000)).output).not.toContain('Successfully');
    },
  );
});

describe.skipIf(missing !== undefined)('the notes and proofs of golang.org/x/mod', () => {
  it.each([
    ['the whole log', undefined],
    ['one entry', { from: 999, to: 1000 }],
    ['a range', { from: 300, to: 600 }],
  ])('hold for %s', async (_, range) => {
    const tool = await goTool(fileURLToPath(new URL('check-notes', import.meta.url)));
    const where = await unpacked(1000, range);
    expect(await ran(tool, [where])).toEqual({ code: 0, output: 'all hold\n' });
    const proof = join(where, 'proofs/first.tlog-proof');
    if (!range) return;
    writeFileSync(proof, readFileSync(proof, 'utf8').replace(/^index \d+$/m, `index ${range.from - 1}`));
    expect((await ran(tool, [where])).code).toBe(1);
  });
});

if (missing !== undefined) {
  it.skip(`fsck and golang.org/x/mod: skipped, because ${missing}`, () => {});
}

async function unpacked(size: number, range?: { from: number; to: number }): Promise<string> {
  const where = mkdtempSync(join(folder, 'log-'));
  for (const [path, bytes] of await filesOf(new SignedLog(entries.slice(0, size)), range ? { range } : {})) {
    mkdirSync(dirname(join(where, path)), { recursive: true });
    writeFileSync(join(where, path), bytes);
  }
  return where;
}

function check(fsck: string, where: string, mostMs?: number) {
  const key = join(where, 'key.vkey');
  const args = ['--ui=false', '--v=1', `--storage_url=file://${where}/`, `--public_key=${key}`];
  return ran(fsck, args, mostMs);
}
