import { AsRunLogError } from './as-run-log-error.ts';
import type { AsRunEntry, EntryDraft } from './entry.ts';

/** The limit of a C2SP tlog-tiles entry bundle, which counts an entry's bytes in 16 bits. */
export const maximumEntryBytes = 65_535;

// Faults quote what hostile media, servers and files say; a person reads no more than this. In code points, each at
// most 6 bytes of JSON, so that an entry of such texts always fits.
const longestText = 2_000;
const longestListedText = 300;
const mostListedTexts = 30;

const firstKeys = ['type', 'seq', 'screen', 'at', 'monotonicMs', 'onAirMs'];

/** The draft with its free texts cut to a length that always fits. */
export function trimDraft(draft: EntryDraft): EntryDraft {
  switch (draft.type) {
    case 'fault':
      return {
        ...draft,
        what: trimText(draft.what),
        detail: trimText(draft.detail),
        recovery: trimText(draft.recovery),
      };
    case 'programme':
      return draft.faults === undefined ? draft : { ...draft, faults: trimList(draft.faults) };
    case 'gap':
      return { ...draft, detail: trimText(draft.detail) };
    case 'takeover':
    case 'stop':
      return { ...draft, by: trimText(draft.by), why: trimText(draft.why) };
    case 'on-air':
      return draft.userAgent === undefined ? draft : { ...draft, userAgent: trimText(draft.userAgent) };
    default:
      return draft;
  }
}

/**
 * The UTF-8 JSON of an entry: the stamp first, every other key in alphabetical order, whatever order the caller
 * wrote them in. Throws {@link AsRunLogError}: `too-large`, or `unwritable` when a number is not finite.
 */
export function encodeEntry(entry: AsRunEntry): Uint8Array<ArrayBuffer> {
  const bytes = new TextEncoder().encode(JSON.stringify(ordered(entry, entry.type)));
  if (bytes.length > maximumEntryBytes) {
    throw new AsRunLogError(
      'too-large',
      `Cannot write the ${entry.type} entry: ${bytes.length} bytes are more than ${maximumEntryBytes}`,
    );
  }
  return bytes;
}

/** Reads what {@link encodeEntry} wrote. Throws {@link AsRunLogError} `inconsistent` when it is not such an entry. */
export function decodeEntry(bytes: Uint8Array): AsRunEntry {
  const entry = parseObject(bytes);
  if (typeof entry?.type !== 'string' || typeof entry.seq !== 'number') {
    throw new AsRunLogError('inconsistent', 'Cannot read an entry of the as-run log: it is not an entry');
  }
  return entry as unknown as AsRunEntry;
}

function parseObject(bytes: Uint8Array): Record<string, unknown> | undefined {
  try {
    const value: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : undefined;
  } catch {
    return undefined;
  }
}

/** A copy with keys in a fixed order and texts that every JSON reader accepts. */
function ordered(value: unknown, where: string): unknown {
  if (typeof value === 'string') return wellFormed(value);
  if (typeof value === 'number' && !Number.isFinite(value)) {
    throw new AsRunLogError('unwritable', `Cannot write the entry: ${where} is ${value}`);
  }
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((item, index) => ordered(item, `${where}[${index}]`));
  const pairs = Object.entries(value).sort(([a], [b]) => rank(a) - rank(b) || (a < b ? -1 : 1));
  return Object.fromEntries(pairs.map(([key, item]) => [wellFormed(key), ordered(item, `${where}.${key}`)]));
}

function rank(key: string): number {
  const index = firstKeys.indexOf(key);
  return index < 0 ? firstKeys.length : index;
}

function trimList(texts: readonly string[]): string[] {
  const kept = texts.slice(0, mostListedTexts).map((text) => trimText(text, longestListedText));
  return texts.length <= mostListedTexts ? kept : [...kept, `… ${texts.length - mostListedTexts} more`];
}

function trimText(text: string, longest = longestText): string {
  // The first `longest` code points lie within twice as many code units; only those are looked at.
  const points = [...text.slice(0, 2 * longest + 2)];
  return points.length <= longest ? text : `${points.slice(0, longest - 1).join('')}…`;
}

/** Half a surrogate pair has no UTF-8 form, and its JSON escape is refused by strict readers. */
function wellFormed(text: string): string {
  return text.replace(/\p{Surrogate}/gu, '\uFFFD');
}
