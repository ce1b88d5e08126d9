import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, until } from './wait.ts';

const debianFolder = '/usr/lib/postgresql';

/** Why there can be no PostgreSQL here, or undefined. */
export function noPostgres(): string | undefined {
  return programs() === undefined ? `no PostgreSQL in ${debianFolder}` : undefined;
}

export interface PostgresServer {
  readonly url: string;
  stop(): Promise<void>;
}

/** A server of its own on loopback, with an empty database, as Debian's package has it. */
export async function startPostgres(): Promise<PostgresServer> {
  const folder = mkdtempSync(join(tmpdir(), 'changming-postgres-'));
  const user = serverUser();
  if (user) chownSync(folder, user.uid, user.gid);
  const data = join(folder, 'data');
  const options = { ...user, stdio: 'ignore' as const, cwd: folder };
  const bin = programs() ?? '';
  execFileSync(join(bin, 'initdb'), ['-D', data, '-U', 'changming', '-A', 'trust', '-E', 'UTF8'], options);
  const port = await freePort();
  const sockets = ['-c', `unix_socket_directories=${folder}`];
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-p', `${port}`, '-h', '127.0.0.1', ...sockets],
    options,
  );
  await until(() => isReady(bin, port), 'PostgreSQL to be ready');
  return {
    url: `postgres://changming@127.0.0.1:${port}/postgres`,
    stop: () => stop(server, folder),
  };
}

function programs(): string | undefined {
  try {
    const [newest] = readdirSync(debianFolder).sort((a, b) => Number(b) - Number(a));
    return newest && join(debianFolder, newest, 'bin');
  } catch {
    return undefined;
  }
}

/** PostgreSQL refuses to run as root: there Debian's package has made a user for it. */
function serverUser(): { uid: number; gid: number } | undefined {
  if (process.getuid?.() !== 0) return undefined;
  const idOf = (flag: string) => Number(execFileSync('id', [flag, 'postgres'], { encoding: 'utf8' }));
  return { uid: idOf('-u'), gid: idOf('-g') };
}

function isReady(bin: string, port: number): boolean {
  try {
    execFileSync(join(bin, 'pg_isready'), ['-h', '127.0.0.1', '-p', `${port}`], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function stop(server: ChildProcess, folder: string): Promise<void> {
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGINT');
  await gone;
  rmSync(folder, { recursive: true, force: true });
}
