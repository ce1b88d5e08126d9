import { noFrames, type PlayColumns, rowsPerChunk } from './play-columns.ts';
import type { PlaySubject, RowSubject } from './row-subject.ts';

/** A log, or consecutive entries of one, as columns. Row n of a whole log is entry n; every chunk but the last is full. */
export interface PlayTable {
  /** `changming/<screen id>/<epoch>`; undefined for a screen that has never written. */
  readonly origin: string | undefined;
  /** Rows. */
  readonly size: number;
  readonly chunks: readonly PlayColumns[];
  readonly subjects: readonly RowSubject[];
}

export const emptyPlayTable: PlayTable = { origin: undefined, size: 0, chunks: [], subjects: [] };

/** One play, as lists and files show it. */
export interface PlayRow extends PlaySubject {
  readonly seq: number;
  readonly startMs: number;
  readonly offsetMinutes: number;
  readonly airtimeMs: number;
  readonly plannedMs: number;
  readonly gapMs: number;
  readonly frames?: { readonly shown: number; readonly dropped: number };
}

/** The play at row `index`, or undefined where that row is no play. */
export function playAt(table: PlayTable, index: number): PlayRow | undefined {
  const chunk = table.chunks[Math.floor(index / rowsPerChunk)];
  const row = index % rowsPerChunk;
  const subject = chunk && table.subjects[chunk.subject[row] ?? -1];
  if (!chunk || subject?.type !== 'play') return undefined;
  const shown = chunk.framesShown[row] ?? noFrames;
  return {
    ...subject,
    seq: chunk.firstSeq + row,
    startMs: chunk.wallMs[row] ?? 0,
    offsetMinutes: chunk.offsetMinutes[row] ?? 0,
    airtimeMs: chunk.airtimeMs[row] ?? 0,
    plannedMs: chunk.plannedMs[row] ?? 0,
    gapMs: chunk.gapMs[row] ?? 0,
    ...(shown === noFrames ? {} : { frames: { shown, dropped: chunk.framesDropped[row] ?? 0 } }),
  };
}
