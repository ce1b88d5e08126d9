import type { EntryArchive } from '../core/ports/entry-archive.ts';
import type { WitnessHeads } from '../core/ports/witness-heads.ts';
import { migrate } from './control/migrate.ts';
import { openPGlite } from './control/pglite-sql.ts';
import { openPostgres } from './control/postgres-sql.ts';
import type { Sql } from './control/sql.ts';
import { SqlWitnessHeads } from './control/sql-witness-heads.ts';
import { pathOfLog } from './people/screens.ts';
import { openChdb } from './plays/chdb-sql.ts';
import { openCluster } from './plays/cluster-sql.ts';
import type { PlaysSql } from './plays/plays-sql.ts';
import { SqlEntryArchive } from './plays/sql-entry-archive.ts';
import { type CollectorSettings, inData } from './settings.ts';

/** Where a collector keeps things: embedded, or the servers that its settings name. */
export interface Stores {
  readonly control: Sql;
  readonly heads: WitnessHeads;
  readonly archive: EntryArchive;
  /** Rejects when one of them does not answer. */
  probe(): Promise<void>;
  close(): Promise<void>;
}

/** Opens both, with the tables that this version needs. */
export async function openStores(settings: CollectorSettings): Promise<Stores> {
  const { databaseUrl } = settings;
  const control = databaseUrl ? openPostgres(databaseUrl) : await openPGlite(inData(settings, 'control'));
  try {
    await migrate(control);
    const archive = await SqlEntryArchive.open(await openPlays(settings), {
      organisationOf: (logId) => pathOfLog(control, logId),
    });
    return storesOf(control, archive);
  } catch (error) {
    await control.close();
    throw error;
  }
}

function openPlays(settings: CollectorSettings): PlaysSql | Promise<PlaysSql> {
  const { clickhouse } = settings;
  return clickhouse ? openCluster(clickhouse) : openChdb(inData(settings, 'plays'));
}

function storesOf(control: Sql, archive: EntryArchive): Stores {
  return {
    control,
    heads: new SqlWitnessHeads(control),
    archive,
    async probe() {
      await Promise.all([control.query('select 1'), archive.read('', 0, 1)]);
    },
    async close() {
      await archive.close();
      await control.close();
    },
  };
}
