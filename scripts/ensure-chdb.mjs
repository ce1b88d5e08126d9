import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../collector', import.meta.url));

/** Installs what only the collector needs, half a gigabyte, where it is not there yet. Whether it is there now. */
export function ensureChdb() {
  if (existsSync(join(folder, 'node_modules/chdb'))) return true;
  process.stderr.write('Installing the collector (chdb, 540 MB) …\n');
  const { status } = spawnSync('npm', ['install', '--no-save', '--no-audit', '--no-fund'], {
    cwd: folder,
    stdio: ['ignore', process.stderr, 'inherit'],
    shell: process.platform === 'win32',
  });
  return status === 0;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) process.exit(ensureChdb() ? 0 : 1);
