import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, until } from './wait.ts';

/** Why there can be no ClickHouse server here, or undefined. */
export function noClickHouse(): string | undefined {
  const { error } = spawnSync('clickhouse-server', ['--help']);
  return error && 'no clickhouse-server (Debian: apt-get install clickhouse-server)';
}

export interface ClickHouseCluster {
  readonly urls: [string, ...string[]];
  readonly cluster: string;
  /** Of each server, its own folder. */
  readonly folders: readonly string[];
  stop(): Promise<void>;
}

interface Server {
  readonly folder: string;
  readonly http: number;
  readonly tcp: number;
}

/** Two servers of their own on loopback, a shard each, with empty databases. */
export async function startClickHouse(): Promise<ClickHouseCluster> {
  const folder = mkdtempSync(join(tmpdir(), 'changming-clickhouse-'));
  const ports = await Promise.all([freePort(), freePort(), freePort(), freePort()]);
  const [http = 0, tcp = 0, secondHttp = 0, secondTcp = 0] = ports;
  const servers = [
    { folder: join(folder, '1'), http, tcp },
    { folder: join(folder, '2'), http: secondHttp, tcp: secondTcp },
  ];
  const processes = servers.map((server) => start(server, servers));
  for (const server of servers) await until(() => isReady(server), 'ClickHouse to be ready');
  return {
    urls: [urlOf(http), urlOf(secondHttp)],
    cluster: 'changming',
    folders: servers.map((server) => server.folder),
    stop: async () => {
      await Promise.all(processes.map(stop));
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function urlOf(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function start(server: Server, all: readonly Server[]): ChildProcess {
  mkdirSync(server.folder);
  writeFileSync(join(server.folder, 'config.xml'), configOf(server, all));
  writeFileSync(join(server.folder, 'users.xml'), users);
  const options = { cwd: server.folder, stdio: 'ignore' as const };
  return spawn('clickhouse-server', ['--config-file=config.xml'], options);
}

function configOf({ folder, http, tcp }: Server, all: readonly Server[]): string {
  const shards = all.map(
    (server) => `<shard><replica><host>127.0.0.1</host><port>${server.tcp}</port></replica></shard>`,
  );
  return `<yandex>
    <logger><level>none</level><console>1</console></logger>
    <listen_host>127.0.0.1</listen_host>
    <http_port>${http}</http_port>
    <tcp_port>${tcp}</tcp_port>
    <path>${folder}/data/</path>
    <tmp_path>${folder}/tmp/</tmp_path>
    <user_files_path>${folder}/files/</user_files_path>
    <format_schema_path>${folder}/schemas/</format_schema_path>
    <mark_cache_size>67108864</mark_cache_size>
    <users_config>users.xml</users_config>
    <default_profile>default</default_profile>
    <default_database>default</default_database>
    <remote_servers><changming>${shards.join('')}</changming></remote_servers>
  </yandex>`;
}

const users = `<yandex>
  <profiles><default></default></profiles>
  <quotas><default></default></quotas>
  <users><default>
    <password></password>
    <networks><ip>127.0.0.1</ip></networks>
    <profile>default</profile>
    <quota>default</quota>
  </default></users>
</yandex>`;

async function isReady({ http }: Server): Promise<boolean> {
  try {
    return (await fetch(`${urlOf(http)}/ping`)).ok;
  } catch {
    return false;
  }
}

async function stop(server: ChildProcess): Promise<void> {
  if (server.exitCode !== null) return;
  const gone = new Promise((resolve) => server.once('exit', resolve));
  server.kill('SIGKILL');
  await gone;
}
