import { readContentRange } from './byte-range.ts';

/** What is known of an unfinished download: enough to ask for the rest and to notice that the file has changed. */
export interface DownloadJournal {
  /** ETag, else Last-Modified; undefined when the server gave or showed neither. */
  readonly validator?: string;
  /** Length of the whole file in bytes, where the server said it. */
  readonly totalBytes?: number;
  readonly contentType?: string;
}

/** The parts of a response's head that decide how a download goes on. */
export interface ResponseHead {
  readonly status: number;
  header(name: string): string | null;
}

export type NextStep =
  /** The body continues at the kept bytes. */
  | { readonly step: 'append' }
  /** The body is the whole file: kept bytes are to be dropped, then this body is to be kept. */
  | { readonly step: 'replace' }
  /** The kept bytes belong to another version of the file, or go beyond its end: drop them and ask again. */
  | { readonly step: 'restart' }
  | { readonly step: 'fail'; readonly code: 'not-found' | 'network'; readonly detail: string };

/** Request headers that ask for what is not kept yet; none for a fresh start. */
export function headersToResume(keptBytes: number, journal: DownloadJournal): Record<string, string> {
  if (keptBytes === 0) return {};
  const range = { Range: `bytes=${keptBytes}-` };
  // If-Range takes strong validators only (RFC 9110 §13.1.5); a weak one is compared when the answer comes.
  const isStrong = journal.validator !== undefined && !journal.validator.startsWith('W/');
  return isStrong ? { ...range, 'If-Range': journal.validator } : range;
}

/** Decides what a response means for a download of which `keptBytes` are kept. */
export function planNext(head: ResponseHead, keptBytes: number, journal: DownloadJournal): NextStep {
  if (head.status === 200) return { step: 'replace' };
  if (head.status === 206) return planPartial(head, keptBytes, journal);
  if (head.status === 416 && keptBytes > 0) return { step: 'restart' };
  const gone = head.status === 404 || head.status === 410;
  return { step: 'fail', code: gone ? 'not-found' : 'network', detail: `the server answered ${head.status}` };
}

function planPartial(head: ResponseHead, keptBytes: number, journal: DownloadJournal): NextStep {
  if (keptBytes === 0)
    return { step: 'fail', code: 'network', detail: 'the server answered 206 to a whole request' };
  const now = journalOf(head);
  const range = readContentRange(head.header('Content-Range'));
  const differs = <T>(kept: T | undefined, found: T | undefined) =>
    kept !== undefined && found !== undefined && kept !== found;
  const changed =
    differs(journal.validator, now.validator) ||
    differs(journal.totalBytes, range?.size) ||
    differs(keptBytes, range?.from);
  return { step: changed ? 'restart' : 'append' };
}

/** What a response's head says about the whole file. */
export function journalOf(head: ResponseHead): DownloadJournal {
  const validator = head.header('ETag') ?? head.header('Last-Modified');
  const totalBytes = totalOf(head);
  const contentType = head.header('Content-Type');
  return {
    ...(validator === null ? {} : { validator }),
    ...(totalBytes === undefined ? {} : { totalBytes }),
    ...(contentType === null ? {} : { contentType }),
  };
}

/** The whole file's length in bytes; undefined when unknown, or when the body is compressed and its length not the file's. */
function totalOf(head: ResponseHead): number | undefined {
  if (head.status === 206) return readContentRange(head.header('Content-Range'))?.size;
  if (/\S/.test(head.header('Content-Encoding')?.replace(/identity/i, '') ?? '')) return undefined;
  const length = head.header('Content-Length');
  return length !== null && /^\d+$/.test(length) ? Number(length) : undefined;
}
