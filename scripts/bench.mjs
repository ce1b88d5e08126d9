import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
const { ensureBrowser } = await import('./ensure-browser.mjs');
await ensureBrowser();

const root = fileURLToPath(new URL('..', import.meta.url));
const wanted = process.argv.slice(2);
const benches = readdirSync(join(root, 'tests/bench'))
  .filter((file) => file.endsWith('.ts') && !file.startsWith('_'))
  .map((file) => file.slice(0, -3))
  .filter((name) => wanted.length === 0 || wanted.includes(name));

if (benches.some((name) => ['cold-start', 'set-time', 'takeover'].includes(name))) {
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
}

for (const name of benches) {
  const { status } = spawnSync(
    join(root, 'node_modules/.bin/tsx'),
    [join(root, 'tests/bench/_main.ts'), name],
    {
      stdio: 'inherit',
      cwd: root,
      shell: process.platform === 'win32',
    },
  );
  if (status !== 0) process.exitCode = 1;
}
