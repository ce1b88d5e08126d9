import { noFrames, type PlayColumns, rowsPerChunk } from './play-columns.ts';
import type { PlaySubject, RowSubject } from './row-subject.ts';

/** The whole log as columns. Row n is entry n; every chunk but the last is full. */
export interface PlayTable {
  /** `changming/<screen id>/<epoch>`; undefined for a screen that has never written. */
  readonly origin: string | undefined;
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

/** The play at row `seq`, or undefined where that row is no play. */
export function playAt(table: PlayTable, seq: number): PlayRow | undefined {
  const chunk = table.chunks[Math.floor(seq / rowsPerChunk)];
  const row = seq % rowsPerChunk;
  const subject = chunk && table.subjects[chunk.subject[row] ?? -1];
  if (!chunk || subject?.type !== 'play') return undefined;
  const shown = chunk.framesShown[row] ?? noFrames;
  return {
    ...subject,
    seq,
    startMs: chunk.wallMs[row] ?? 0,
    offsetMinutes: chunk.offsetMinutes[row] ?? 0,
    airtimeMs: chunk.airtimeMs[row] ?? 0,
    plannedMs: chunk.plannedMs[row] ?? 0,
    gapMs: chunk.gapMs[row] ?? 0,
    ...(shown === noFrames ? {} : { frames: { shown, dropped: chunk.framesDropped[row] ?? 0 } }),
  };
}
