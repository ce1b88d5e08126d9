import { throwIfAborted } from '../../core/abort.ts';
import { playsCsv, rowsPerCsvPart } from '../../core/report/csv.ts';
import type { ReadOptions } from '../../core/report/extend-play-columns.ts';
import type { PlayTable } from '../../core/report/play-table.ts';

const partsPerBlob = 16;

/**
 * The plays at `rows` as a CSV file, made in parts so that the page stays responsive and text does not pile up:
 * finished parts become Blobs, which browsers keep outside the page's memory.
 * Rejects with the signal's reason when aborted.
 */
export async function csvFile(
  table: PlayTable,
  rows: Uint32Array,
  { signal, onProgress }: ReadOptions = {},
): Promise<Blob> {
  const blobs: Blob[] = [];
  let parts: string[] = [];
  let done = 0;
  const total = Math.ceil(rows.length / rowsPerCsvPart) + 1;
  for (const part of playsCsv(table, rows)) {
    parts.push(part);
    if (parts.length === partsPerBlob) {
      blobs.push(new Blob(parts));
      parts = [];
    }
    onProgress?.(++done, total);
    await nextTask();
    throwIfAborted(signal);
  }
  return new Blob([...blobs, ...parts], { type: 'text/csv;charset=utf-8' });
}

function nextTask(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve));
}
