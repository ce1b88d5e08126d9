import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { type ClickHouseClient, ClickHouseLogLevel, createClient } from '@clickhouse/client';
import type { PlaysSql } from './plays-sql.ts';
import { createStatement, type Dialect, dialectOf, type Table } from './table.ts';

export interface ClusterOptions {
  /** One of each shard, `http://user:password@host:8123`; the first one is asked, and takes what comes in. */
  readonly urls: readonly [string, ...string[]];
  /** Its name in the servers' `remote_servers`. */
  readonly cluster: string;
}

/**
 * A ClickHouse cluster: on every server a table of its own rows and a Distributed table over all of them, sharded by
 * screen. Statements go as text, because 18.16 knows no parameters; rows go and come as `RowBinary`.
 * @throws when a server does not answer
 */
export async function openCluster({ urls, cluster }: ClusterOptions): Promise<PlaysSql> {
  const servers = urls.map((url) => createClient({ url, log: { level: ClickHouseLogLevel.OFF } }));
  const [first] = servers;
  if (!first) throw new RangeError('Cannot open a cluster: no server is named');
  const answer = await first.query({ query: 'select version() as version', format: 'JSON' });
  const [row] = (await answer.json<{ version: string }>()).data;
  return new ClusterSql(first, servers, cluster, dialectOf(row?.version ?? ''));
}

class ClusterSql implements PlaysSql {
  readonly reportSettings: string;
  readonly #first: ClickHouseClient;
  readonly #servers: readonly ClickHouseClient[];
  readonly #cluster: string;
  readonly #dialect: Dialect;

  constructor(
    first: ClickHouseClient,
    servers: readonly ClickHouseClient[],
    cluster: string,
    dialect: Dialect,
  ) {
    this.#first = first;
    this.#servers = servers;
    this.#cluster = cluster;
    this.#dialect = dialect;
    this.reportSettings = dialect.reportSettings;
  }

  storedIn(database: string, { name }: Table): string {
    return `${database}.${name}_here`;
  }

  async createTable(database: string, table: Table): Promise<void> {
    const here = this.storedIn(database, table);
    await this.command(`create database if not exists ${database}`);
    await this.command(createStatement(here, table, this.#dialect));
    await this.command(
      `create table if not exists ${database}.${table.name} as ${here}
       engine = Distributed('${this.#cluster}', '${database}', '${table.name}_here', shard)`,
    );
  }

  async command(statement: string): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.command({ query: statement })));
  }

  async select(statement: string): Promise<Uint8Array> {
    const { stream } = await this.#first.exec({ query: `${statement} format RowBinary` });
    return buffer(stream);
  }

  async insert(database: string, table: Table, rows: Uint8Array): Promise<void> {
    const columns = Object.keys(table.columns).join(', ');
    const { stream } = await this.#first.exec({
      query: `insert into ${database}.${table.name} (${columns}) format RowBinary`,
      values: Readable.from([rows]),
      clickhouse_settings: {
        // Else the answer comes when the first server has put the rows of the others aside.
        insert_distributed_sync: 1,
        ...this.#dialect.insertSettings,
      },
    });
    await buffer(stream);
  }

  async close(): Promise<void> {
    await Promise.all(this.#servers.map((server) => server.close()));
  }
}
