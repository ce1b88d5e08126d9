import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import type { ClusterOptions } from './plays/cluster-sql.ts';

/** How one collector is to run. */
export interface CollectorSettings {
  readonly host: string;
  /** 0: any that is free. */
  readonly port: number;
  /** The folder of everything that this collector keeps. */
  readonly data: string;
  /** The built player and its playlists. */
  readonly pages: string;
  /** `postgres://…`; without it control data is kept in `data`. */
  readonly databaseUrl?: string;
  /** Of a ClickHouse cluster; without it plays are kept in `data`. */
  readonly clickhouse?: ClusterOptions;
  /** Where people and screens reach it, when that is not where it listens: `https://…/`. */
  readonly publicUrl?: string;
  /** Whether a proxy stands before it, which says in `X-Forwarded-For` who asks. */
  readonly behindProxy: boolean;
  /** In PEM; without it the collector speaks plain HTTP, as behind a proxy or to its own machine. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
}

export const usage = `npm run collector -- [--port 8430] [--host 127.0.0.1] [--data data] [--tls-cert file --tls-key file]
                         [--public-url https://…] [--behind-proxy]

--host  0.0.0.0 lets others in. Screens need https (or their own machine) to keep anything, so give a certificate, or
        put a proxy with one before it
--data  the folder of everything that is kept; one collector at a time

--public-url    where people reach it through a proxy: with https, cookies are for https alone
--behind-proxy  a proxy stands before it: who asks is what the proxy adds to X-Forwarded-For

DATABASE_URL    postgres://user:password@host/database, in place of the embedded PostgreSQL
CLICKHOUSE_URL  http://user:password@host:8123, in place of the embedded ClickHouse; of each shard one, with commas between
CLICKHOUSE_CLUSTER  its name in the servers' remote_servers, default changming
`;

type Environment = Readonly<Record<string, string | undefined>>;

const defaultPort = '8430';

/**
 * @param words what was typed after the program's name
 * @returns `'help'` when that was asked for
 * @throws {Error} says which setting cannot be used, and what was expected
 */
export function readSettings(
  words: readonly string[],
  environment: Environment,
  pages: string,
): CollectorSettings | 'help' {
  const { values } = parseArgs({
    args: [...words],
    options: {
      port: { type: 'string', default: environment.PORT ?? defaultPort },
      host: { type: 'string', default: '127.0.0.1' },
      data: { type: 'string', default: 'data' },
      'tls-cert': { type: 'string' },
      'tls-key': { type: 'string' },
      'public-url': { type: 'string' },
      'behind-proxy': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) return 'help';
  const tls = tlsOf(values['tls-cert'], values['tls-key']);
  const publicUrl = urlOf('--public-url', values['public-url'], ['http:', 'https:']);
  const databaseUrl = urlOf('DATABASE_URL', environment.DATABASE_URL, ['postgres:', 'postgresql:']);
  const clickhouse = clusterOf(environment);
  return {
    host: values.host,
    port: portOf(values.port),
    data: resolve(values.data),
    pages,
    behindProxy: values['behind-proxy'],
    ...(publicUrl ? { publicUrl: new URL('./', publicUrl).href } : {}),
    ...(databaseUrl ? { databaseUrl } : {}),
    ...(clickhouse ? { clickhouse } : {}),
    ...(tls ? { tls } : {}),
  };
}

/** Where parts of the collector keep what is theirs. */
export const inData = ({ data }: CollectorSettings, name: string): string => join(data, name);

function portOf(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port <= 65_535) return port;
  throw new Error(`--port ${text}: expected a number from 0 to 65535`);
}

function tlsOf(cert: string | undefined, key: string | undefined): CollectorSettings['tls'] {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new Error('--tls-cert and --tls-key: expected both');
  return { cert: readFileSync(cert), key: readFileSync(key) };
}

function clusterOf(environment: Environment): ClusterOptions | undefined {
  const { CLICKHOUSE_URL = '', CLICKHOUSE_CLUSTER: cluster = 'changming' } = environment;
  const [first, ...rest] = CLICKHOUSE_URL.split(',').flatMap(
    (text) => urlOf('CLICKHOUSE_URL', text.trim(), ['http:', 'https:']) ?? [],
  );
  return first === undefined ? undefined : { urls: [first, ...rest], cluster };
}

/** Never says the value, which has a password in it. */
function urlOf(name: string, value: string | undefined, protocols: readonly string[]): string | undefined {
  if (!value) return undefined;
  const expected = `${name}: expected a URL that begins with ${protocols.join(' or ')}`;
  if (!URL.canParse(value) || !protocols.includes(new URL(value).protocol)) throw new Error(expected);
  return value;
}
