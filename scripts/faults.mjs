import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
const { ensureBrowser } = await import('./ensure-browser.mjs');
const chromium = await ensureBrowser();
if (!chromium) {
  process.stderr.write('Cannot run the fault bench: it kills a real Chromium, and there is none.\n');
  process.exit(2);
}
process.env.CHROMIUM_PATH = chromium;

const root = fileURLToPath(new URL('..', import.meta.url));
const options = process.argv.slice(2);
if (!options.some((option) => option.startsWith('--build') || option === '--help' || option === '--list')) {
  const { build } = await import('vite');
  await build({ root, logLevel: 'warn' });
}
const { status } = spawnSync(
  join(root, 'node_modules/.bin/tsx'),
  [join(root, 'tests/faults/run.ts'), ...options],
  { stdio: 'inherit', cwd: root, shell: process.platform === 'win32' },
);
process.exit(status ?? 1);
