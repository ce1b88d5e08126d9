import { createHash } from 'node:crypto';
import type { Fork, WitnessHead, WitnessHeads } from '../../core/ports/witness-heads.ts';
import type { Sql, SqlValue } from './sql.ts';

const hashBytes = 32;

/** Witness heads in a PostgreSQL. Precondition: it is migrated. Owns `sql`, and closes it. */
export class SqlWitnessHeads implements WitnessHeads {
  readonly #sql: Sql;

  constructor(sql: Sql) {
    this.#sql = sql;
  }

  async read(origin: string): Promise<WitnessHead | undefined> {
    const rows = await this.#sql.query<HeadRow>(
      'select size, range, checkpoint from witness_heads where origin = $1',
      [origin],
    );
    const [row] = rows;
    return row && { origin, size: Number(row.size), range: split(row.range), checkpoint: row.checkpoint };
  }

  async advance(fromSize: number, head: WitnessHead): Promise<boolean> {
    const values: SqlValue[] = [head.origin, head.size, Buffer.concat(head.range), head.checkpoint];
    const moved =
      fromSize === 0
        ? await this.#sql.query(begin, values)
        : await this.#sql.query(go, [...values, fromSize]);
    return moved.length === 1;
  }

  async recordFork({ origin, held, offered, seenAtMs }: Fork): Promise<void> {
    await this.#sql.query(
      `insert into witness_forks (pair_sha256, origin, held, offered, seen_at_ms) values ($1, $2, $3, $4, $5)
       on conflict (pair_sha256) do nothing`,
      [pairHash(origin, held, offered), origin, held, offered, seenAtMs],
    );
  }

  async forks(origin?: string): Promise<Fork[]> {
    const rows = await this.#sql.query<ForkRow>(
      `select origin, held, offered, seen_at_ms from witness_forks
       where $1::text is null or origin = $1 order by seen_at_ms, pair_sha256`,
      [origin ?? null],
    );
    return rows.map(({ seen_at_ms, ...fork }) => ({ ...fork, seenAtMs: Number(seen_at_ms) }));
  }

  close(): Promise<void> {
    return this.#sql.close();
  }
}

/** A log of no entries may have been acknowledged already: that too is a size of 0. */
const begin = `
  insert into witness_heads (origin, size, range, checkpoint) values ($1, $2, $3, $4)
  on conflict (origin) do update set size = excluded.size, range = excluded.range, checkpoint = excluded.checkpoint
  where witness_heads.size = 0
  returning origin`;

const go = `
  update witness_heads set size = $2, range = $3, checkpoint = $4
  where origin = $1 and size = $5
  returning origin`;

interface HeadRow {
  readonly size: unknown;
  readonly range: Uint8Array;
  readonly checkpoint: string;
}

interface ForkRow extends Omit<Fork, 'seenAtMs'> {
  readonly seen_at_ms: unknown;
}

function split(bytes: Uint8Array): Uint8Array<ArrayBuffer>[] {
  const count = bytes.length / hashBytes;
  return Array.from({ length: count }, (_, index) =>
    Uint8Array.from(bytes.subarray(index * hashBytes, (index + 1) * hashBytes)),
  );
}

function pairHash(...texts: string[]): Uint8Array {
  return createHash('sha256').update(JSON.stringify(texts)).digest();
}
