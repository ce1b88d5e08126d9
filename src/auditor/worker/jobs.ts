import type { SequenceRange } from '../../core/evidence/carried-entries.ts';
import type { CodeAnswer, Verdict } from '../../core/evidence/verify/verdict.ts';
import type { PlayTable } from '../../core/report/play-table.ts';
import type { Report } from '../../core/report/report.ts';
import type { Reading } from '../desk/log-desk.ts';

/** What takes long, and so is done in a worker: plain data in, plain data out. */
export interface Jobs {
  /** Verifies an export, and reads its plays as it goes. */
  'open-file': {
    readonly asked: {
      readonly file: Blob;
      readonly code?: string;
      /** Name and version of this program: pages that it made are compared to the byte. */
      readonly player: string;
    };
    /** No reading where nothing could be read. */
    readonly answer: { readonly verdict: Verdict; readonly reading: Reading | undefined };
  };
  /** What a table adds up to: a second's work for a million plays. */
  report: { readonly asked: { readonly table: PlayTable }; readonly answer: Report };
  /** Looks through this device's log for the checkpoint of a photo; undefined when the text is no code. */
  'find-code': {
    readonly asked: { readonly database: string; readonly epoch: number; readonly code: string };
    readonly answer: CodeAnswer | undefined;
  };
  /** A workbook of a log's figures and of the plays that are listed. */
  workbook: {
    readonly asked: {
      readonly reading: Reading;
      /** Rows of the reading's table. */
      readonly rows: Uint32Array;
      readonly simulated: boolean;
      readonly player: string;
      readonly madeAt: string;
    };
    readonly answer: Blob;
  };
  /** Writes a copy of this device's log; answers with the file where no place for it was given. */
  export: {
    readonly asked: {
      readonly database: string;
      /** `zip`: the evidence, docs/export-format.md. `ndjson`: the entries as they are stored, one a line. */
      readonly format: 'zip' | 'ndjson';
      readonly epoch: number;
      /** The whole log when left out. */
      readonly range?: SequenceRange;
      readonly by: string;
      readonly player: string;
      readonly madeAt: string;
      readonly target?: FileSystemFileHandle;
    };
    readonly answer: Blob | undefined;
  };
}

export type JobName = keyof Jobs;

export type Request = {
  [Name in JobName]: { readonly job: Name; readonly asked: Jobs[Name]['asked'] };
}[JobName];

export type Message =
  | { readonly type: 'progress'; readonly step: string; readonly done: number; readonly total: number }
  | { readonly type: 'done'; readonly answer: unknown }
  | { readonly type: 'failed'; readonly name: string; readonly message: string };

export type JobProgress = (step: string, done: number, total: number) => void;
