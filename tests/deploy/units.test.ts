import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { deploy, emptyFolder, run } from './programs.ts';

const linux = join(deploy, 'linux');
const units = readdirSync(linux).filter((name) => name.endsWith('.service'));
const hasVerifier = spawnSync('systemd-analyze', ['--version']).status === 0;
if (!hasVerifier) console.info('units: not verified, there is no systemd-analyze here');

describe.skipIf(!hasVerifier)('the systemd units', () => {
  test.each(units)('%s is one that systemd has nothing to say against', async (name) => {
    expect(await verify(name, (unit) => unit)).toEqual({ code: 0, output: '' });
  });

  test('would be told on if one had a setting that systemd does not know', async () => {
    const verified = await verify('changming-server.service', (unit) => unit.replace('Restart=', 'Restrat='));
    expect(verified.output).toContain('Restrat');
  });
});

test.each(units)('%s starts again whatever happened, without end', (name) => {
  const unit = readFileSync(join(linux, name), 'utf8');
  expect(unit).toMatch(/^Restart=always$/m);
  expect(unit).toMatch(/^StartLimitIntervalSec=0$/m);
});

/** What is started stands elsewhere on a machine where nothing is installed: a program that exists takes its place. */
async function verify(name: string, change: (unit: string) => string) {
  const text = readFileSync(join(linux, name), 'utf8');
  const file = join(emptyFolder(), name);
  writeFileSync(file, change(text.replace(/^ExecStart=\S+/m, `ExecStart=${process.execPath}`)));
  const who = /^ConditionUser=/m.test(text) ? ['--user'] : [];
  return run('systemd-analyze', ['verify', '--man=no', ...who, file], { XDG_RUNTIME_DIR: emptyFolder() });
}
