import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { bytesOf, honestLog } from './honest-log.ts';
import { type Files, madeExport, treeOf } from './made-export.ts';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

// What docs/verify.md tells an auditor to type is run as it stands there.
const guide = readFileSync(new URL('../../../../docs/verify.md', import.meta.url), 'utf8');
const section = guide.slice(guide.indexOf('## With sha256sum'));
const shell = [...section.matchAll(/```sh\n(.*?)```/gs)].map(([, block]) => block).join('\n');
const python = /```python\n(.*?)```/s.exec(section)?.[1] ?? '';

const missing = ['sha256sum', 'openssl', 'python3'].filter(
  (tool) => spawnSync(tool, [tool === 'openssl' ? 'version' : '--version']).status !== 0,
);

let folder = '';
let entries: Uint8Array<ArrayBuffer>[];
let files: Files;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'changming-by-hand-'));
  entries = bytesOf(await honestLog());
  files = await madeExport(entries);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

function unpacked(name: string, of: Files): string {
  const place = join(folder, name);
  for (const [path, bytes] of of) {
    mkdirSync(dirname(join(place, path)), { recursive: true });
    writeFileSync(join(place, path), bytes);
  }
  writeFileSync(join(place, 'check.py'), python);
  return place;
}

function runIn(cwd: string, command: string, ...args: string[]): string {
  const { stdout, stderr } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  return stdout + stderr;
}

describe.skipIf(missing.length > 0)('the tools that every machine has', () => {
  test('say that an honest export holds', () => {
    const place = unpacked('honest', files);
    const said = runIn(place, 'sh', '-c', shell);
    expect(said.match(/: OK/g)).toHaveLength(4);
    expect(said.match(/Signature Verified Successfully/g)).toHaveLength(2);
    expect(runIn(place, 'python3', 'check.py')).toContain('the entries are those that the checkpoint states');
  });

  test('say that a rewritten one does not', () => {
    const forged = treeOf(entries.map((entry, seq) => (seq === 99 ? (entries[98] ?? entry) : entry)));
    const place = unpacked('forged', new Map([...files, ...forged]));
    expect(runIn(place, 'python3', 'check.py')).toContain('the log was rewritten');
  });

  test('say which page was changed after it was signed', () => {
    const place = unpacked('changed', files);
    writeFileSync(join(place, 'report.html'), 'All is well.');
    expect(runIn(place, 'sh', '-c', shell)).toMatch(/report\.html: FAILED/);
  });

  test('say that a signature is over other words', () => {
    const place = unpacked('resigned', files);
    const checkpoint = readFileSync(join(place, 'checkpoint'), 'utf8');
    writeFileSync(join(place, 'checkpoint'), checkpoint.replace(/\n\d+\n/, '\n1\n'));
    expect(runIn(place, 'sh', '-c', shell)).toContain('Signature Verification Failure');
  });
});

describe.runIf(missing.length > 0)('the tools that every machine has', () => {
  test.skip(`skipped, because there is no ${missing.join(', no ')}`, () => {});
});
