import { Pool, type PoolClient } from 'pg';
import type { Sql, SqlRunner, SqlValue } from './sql.ts';

const mostConnections = 10;

/**
 * A PostgreSQL server.
 * @param url `postgres://user:password@host:port/database`
 */
export function openPostgres(url: string): Sql {
  return new PostgresSql(new Pool({ connectionString: url, max: mostConnections }));
}

class PostgresSql implements Sql {
  readonly #pool: Pool;

  constructor(pool: Pool) {
    this.#pool = pool;
    // A connection that breaks while nobody uses it is replaced at the next use; unheard, it would end the process.
    pool.on('error', () => undefined);
  }

  query<Row>(statement: string, parameters: readonly SqlValue[] = []): Promise<Row[]> {
    return runnerOf(this.#pool).query<Row>(statement, parameters);
  }

  script(statements: string): Promise<void> {
    return runnerOf(this.#pool).script(statements);
  }

  async transaction<T>(work: (sql: SqlRunner) => Promise<T>): Promise<T> {
    const client = await this.#pool.connect();
    try {
      const result = await within(client, work);
      client.release();
      return result;
    } catch (error) {
      // Not back into the pool: nobody knows in which state it is. The server rolls back what it leaves open.
      client.release(true);
      throw error;
    }
  }

  close(): Promise<void> {
    return this.#pool.end();
  }
}

async function within<T>(client: PoolClient, work: (sql: SqlRunner) => Promise<T>): Promise<T> {
  await client.query('begin');
  const result = await work(runnerOf(client));
  await client.query('commit');
  return result;
}

function runnerOf(client: Pool | PoolClient): SqlRunner {
  return {
    async query<Row>(statement: string, parameters: readonly SqlValue[] = []) {
      return (await client.query(statement, [...parameters])).rows as Row[];
    },
    async script(statements) {
      await client.query(statements);
    },
  };
}
