import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-installed.mjs';

// A runner of TypeScript would stay in memory with 50 MB, a quarter of what `verify` may take. And Node takes the flag
// that keeps its young generation small only when it starts: so `npm run changming` bundles first and then runs.

// Nothing but Node may be there yet: the bundler is itself a package.
ensureInstalled();
const { build } = await import('esbuild');

const here = (path) => fileURLToPath(new URL(path, import.meta.url));
// As deep in the project as src/cli: what is looked up by an address relative to a module is found from both.
const folder = here('../.cache/cli/');

const { outputFiles } = await build({
  entryPoints: { main: here('../src/cli/main.ts'), 'hash-worker': here('../src/node/hash-worker.mjs') },
  bundle: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  outdir: folder,
  outExtension: { '.js': '.mjs' },
  write: false,
});
mkdirSync(folder, { recursive: true });
for (const { path, contents } of outputFiles) {
  // Another call may be reading the file of this name: it is replaced whole, never written to.
  writeFileSync(`${path}.${process.pid}`, contents);
  renameSync(`${path}.${process.pid}`, path);
}
