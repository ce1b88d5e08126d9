import { execFile, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';

const run = promisify(execFile);
const cache = fileURLToPath(new URL('../../node_modules/.cache/changming-go', import.meta.url));

/** Why there is no Go here, or undefined when there is. */
export function withoutGo(): string | undefined {
  const { status, error } = spawnSync('go', ['version']);
  if (status === 0) return undefined;
  return `there is no Go tool chain here (${error?.message ?? `go version ended with ${status}`})`;
}

/**
 * Builds a Go program once and keeps it.
 * @param what a package with its version, `example.com/cmd/tool@v1.2.3`, or the folder of a module
 */
export async function goTool(what: string): Promise<string> {
  const isFolder = existsSync(what);
  const [name = '', version = 'here'] = what.replace(/\/$/, '').split('/').slice(-1)[0]?.split('@') ?? [];
  const folder = join(cache, `${name}-${version}`);
  const file = join(folder, process.platform === 'win32' ? `${name}.exe` : name);
  const env = { ...process.env, GOBIN: folder, GOFLAGS: '-mod=mod -buildvcs=false' };
  // A program of our own may have changed; Go's own cache makes it quick.
  if (isFolder) await go(['build', '-o', file, '.'], { cwd: what, env });
  else if (!existsSync(file))
    await go(['install', what], { env, cwd: fileURLToPath(new URL('.', import.meta.url)) });
  return file;
}

/** What Go says when a module could not be fetched; what it has fetched so far, it keeps. */
const networkTrouble = /\bGet "https?:|\bdial tcp\b|i\/o timeout|connection reset|unexpected EOF/;
const fetchAttempts = 6;

/** Runs Go, again where only the network was in its way. */
async function go(args: readonly string[], options: { cwd: string; env: NodeJS.ProcessEnv }): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await run('go', args, options);
      return;
    } catch (error) {
      if (attempt === fetchAttempts || !networkTrouble.test(String(error))) throw error;
      await pause(attempt * 5_000);
    }
  }
}

/** Runs a program; resolves with all it said and how it ended, good or bad. One that goes on for `mostMs` is ended. */
export async function ran(
  file: string,
  args: readonly string[],
  mostMs = 600_000,
): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await run(file, args, { maxBuffer: 1 << 24, timeout: mostMs });
    return { code: 0, output: stdout + stderr };
  } catch (error) {
    const {
      code = 1,
      stdout = '',
      stderr = '',
    } = error as { code?: number; stdout?: string; stderr?: string };
    return { code, output: stdout + stderr };
  }
}
