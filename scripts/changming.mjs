import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

// Nothing but Node may be there yet: the runner of TypeScript is itself a package.
const runner = fileURLToPath(new URL('../node_modules/tsx/package.json', import.meta.url));
if (!existsSync(runner)) (await import('./ensure-installed.mjs')).ensureInstalled();

// npm changes to the package's folder; the paths on the command line are seen from where the operator stands.
const { INIT_CWD, npm_lifecycle_event } = process.env;
if (npm_lifecycle_event === 'changming' && INIT_CWD && existsSync(INIT_CWD)) process.chdir(INIT_CWD);

const { register } = await import('tsx/esm/api');
register();
await import('../src/cli/main.ts');
