import { type AsRunReader, type ReadOptions, readPlayTable } from '../../core/report/extend-play-columns.ts';
import { MemoryPlayColumnsStore } from '../../core/report/memory-play-columns-store.ts';
import type { PlayColumnsStore } from '../../core/report/play-columns-store.ts';
import type { PlayTable } from '../../core/report/play-table.ts';
import { type Report, reportOf } from '../../core/report/report.ts';
import { type SpotBook, spotBookOf } from './spot-book.ts';

/** The logs of this device, to be read beside the player that writes them: no lock, no writing. */
export interface AuditDesk {
  /** Numbers of the logs, newest first; empty on a device that has never played. */
  epochs(): Promise<number[]>;
  /** Reads a log as it stands. `previous` spares reading again what a reading of the same log already has. */
  read(epoch: number, options: ReadOptions & { readonly previous?: Reading }): Promise<Reading>;
  /** Titles and flights of the spots that this device's programmes name; empty where none is kept. */
  spots(): Promise<SpotBook>;
}

export interface Reading {
  readonly epoch: number;
  readonly table: PlayTable;
  /** With what was carried to judge the claimed entries, where a file claims but a part of its log. */
  readonly judged?: PlayTable;
  readonly report: Report;
  /** The signed note over the log as it stands; undefined for an empty log. */
  readonly checkpoint: string | undefined;
  /** What the checkpoint states: of a file, of the one that it carries. */
  readonly root: { readonly size: number; readonly root: string } | undefined;
}

export interface DeskSources {
  readonly epochs: () => Promise<number[]>;
  readonly logOf: (epoch: number) => AsRunReader;
  /** Rejects where the browser keeps nothing. */
  readonly openColumns: () => Promise<PlayColumnsStore>;
  /** Adds up a large table elsewhere, so that the page goes on answering; without it, here. */
  readonly reportElsewhere?: (table: PlayTable, signal: AbortSignal | undefined) => Promise<Report>;
  /** Programme and playlist files that are kept here. */
  readonly programmeFiles: () => Promise<readonly { readonly bytes: Uint8Array }[]>;
}

/** Added up within the time of a few frames; to start a worker takes as long. */
const rowsAtOnce = 20_000;

/** A desk over stores behind their ports. */
export class LogDesk implements AuditDesk {
  readonly #sources: DeskSources;
  #columns: Promise<PlayColumnsStore> | undefined;
  readonly #inMemory = new Map<number, PlayColumnsStore>();

  constructor(sources: DeskSources) {
    this.#sources = sources;
  }

  async epochs(): Promise<number[]> {
    return (await this.#sources.epochs()).sort((a, b) => b - a);
  }

  async spots(): Promise<SpotBook> {
    return spotBookOf(await this.#sources.programmeFiles());
  }

  async read(epoch: number, options: ReadOptions & { readonly previous?: Reading }): Promise<Reading> {
    const { previous, ...reading } = options;
    const log = this.#sources.logOf(epoch);
    const known = previous?.epoch === epoch ? { previous: previous.table } : {};
    const table = await readPlayTable(log, await this.#columnsFor(epoch), { ...reading, ...known });
    const unchanged = previous?.epoch === epoch && previous.table.size === table.size;
    const report = unchanged ? previous.report : await this.#report(table, options.signal);
    const checkpoint = (await log.readHead())?.checkpoint;
    return {
      epoch,
      table,
      report,
      checkpoint,
      root: checkpoint === undefined ? undefined : rootIn(checkpoint),
    };
  }

  #report(table: PlayTable, signal: AbortSignal | undefined): Promise<Report> {
    const { reportElsewhere } = this.#sources;
    if (reportElsewhere && table.size > rowsAtOnce) return reportElsewhere(table, signal);
    return Promise.resolve(reportOf(table));
  }

  /** Kept columns are those of the log that grows; an older one is looked at too rarely to push them out. */
  async #columnsFor(epoch: number): Promise<PlayColumnsStore> {
    if (epoch !== (await this.epochs())[0]) return this.#memoryFor(epoch);
    this.#columns ??= this.#sources.openColumns().catch(() => this.#memoryFor(epoch));
    return this.#columns;
  }

  #memoryFor(epoch: number): PlayColumnsStore {
    const store = this.#inMemory.get(epoch) ?? new MemoryPlayColumnsStore();
    this.#inMemory.set(epoch, store);
    return store;
  }
}

/** C2SP tlog-checkpoint: origin, size and root in Base64, a line each. */
function rootIn(checkpoint: string): Reading['root'] {
  const [, size = '', root = ''] = checkpoint.split('\n');
  return { size: Number(size), root };
}
