import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Runs a TypeScript program of the tests on a real Chromium and a fresh build, unless its options bring one. */
export async function runWithBrowser(program, why) {
  ensureInstalled();
  const { ensureBrowser } = await import('./ensure-browser.mjs');
  const chromium = await ensureBrowser();
  if (!chromium) {
    process.stderr.write(`${why}, and there is none.\n`);
    process.exit(2);
  }
  process.env.CHROMIUM_PATH = chromium;
  const options = process.argv.slice(2);
  if (!options.some((option) => option.startsWith('--build') || option === '--help' || option === '--list')) {
    const { build } = await import('vite');
    await build({ root, logLevel: 'warn' });
  }
  const tsx = join(root, 'node_modules/.bin/tsx');
  const { status } = spawnSync(tsx, [join(root, program), ...options], {
    stdio: 'inherit',
    cwd: root,
    shell: process.platform === 'win32',
  });
  process.exit(status ?? 1);
}
