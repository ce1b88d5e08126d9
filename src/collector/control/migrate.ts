import { readdirSync, readFileSync } from 'node:fs';
import type { Sql, SqlRunner } from './sql.ts';

export interface Migration {
  /** `0001-witness-heads` */
  readonly name: string;
  readonly statements: string;
}

/** Any number that nothing else on the same server takes: the lock is told by it. */
const lockNumber = 96_110_001;

/**
 * Applies the migrations that have not been, in the order of their numbers, all of them or none: of collectors that
 * start at once the first does and the others wait for it.
 * @throws when the store was made by a newer version, which has migrations that this one does not know
 */
export function migrate(sql: Sql, migrations: readonly Migration[] = ownMigrations()): Promise<void> {
  return sql.transaction(async (transaction) => {
    await transaction.query('select pg_advisory_xact_lock($1)', [lockNumber]);
    await transaction.script('create table if not exists migrations (name text primary key)');
    const applied = await appliedTo(transaction);
    refuseUnknown(applied, migrations);
    for (const migration of migrations) if (!applied.has(migration.name)) await apply(transaction, migration);
  });
}

/** The SQL files beside this one. */
export function ownMigrations(): Migration[] {
  const folder = new URL('./migrations/', import.meta.url);
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.sql'))
    .sort();
  return files.map((file) => ({
    name: file.slice(0, -'.sql'.length),
    statements: readFileSync(new URL(file, folder), 'utf8'),
  }));
}

async function appliedTo(sql: SqlRunner): Promise<Set<string>> {
  const rows = await sql.query<{ name: string }>('select name from migrations');
  return new Set(rows.map(({ name }) => name));
}

function refuseUnknown(applied: ReadonlySet<string>, migrations: readonly Migration[]): void {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = [...applied].filter((name) => !known.has(name));
  if (unknown.length > 0) {
    throw new Error(`Cannot open the control store: a newer version made it (${unknown.join(', ')})`);
  }
}

async function apply(sql: SqlRunner, { name, statements }: Migration): Promise<void> {
  await sql.script(statements);
  await sql.query('insert into migrations (name) values ($1)', [name]);
}
