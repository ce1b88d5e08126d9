import type { AsRunEntry } from '../../as-run/entry.ts';
import { stampMs } from '../../as-run/stamp-ms.ts';
import { textOf } from './export-reader.ts';
import type { Findings } from './findings.ts';

const knownTypes: ReadonlySet<string> = new Set<AsRunEntry['type']>([
  'on-air',
  'off-air',
  'play',
  'takeover',
  'stop',
  'programme',
  'clock',
  'fault',
  'heartbeat',
  'export',
  'gap',
]);

/** RFC 3339 to the millisecond with the offset, as every stamp has it. */
const stampPattern = /^(?:\d{4}|[+-]\d{6})-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d$/;

export interface ReadEntry {
  /** Undefined where the bytes are none, as whoever reads a log takes it: any object with a type and a number is one. */
  readonly entry: AsRunEntry | undefined;
  /** Whether its stamp, and of a play its figures, are of the form that they should have. */
  readonly isSound: boolean;
}

/** Reads the entries of a log and says of each what is wrong with its form. */
export class EntryForm {
  /** Entries that say that nothing was shown. */
  simulated = 0;
  private readonly findings: Findings;
  private readonly unknownTypes = new Set<string>();

  constructor(findings: Findings) {
    this.findings = findings;
  }

  read(bytes: Uint8Array, position: number): ReadEntry {
    this.findings.count('entries');
    const value = parseObject(bytes);
    const entry = value as unknown as AsRunEntry;
    const detail = value ? faultOf(value) : 'it is not a JSON object in UTF-8';
    if (detail !== undefined || !value) {
      this.findings.fail('entry-malformed', { entry: position, detail: detail ?? '' });
      const isEntry = typeof value?.type === 'string' && typeof value.seq === 'number';
      return { entry: isEntry ? entry : undefined, isSound: false };
    }
    this.noteType(String(value.type), position);
    if (value.simulated === true) this.simulated++;
    return { entry, isSound: true };
  }

  /** A type of a later version is no fault: what it says counts for nothing, and nothing is lost. */
  private noteType(type: string, position: number): void {
    if (knownTypes.has(type) || this.unknownTypes.has(type) || this.unknownTypes.size >= 100) return;
    this.unknownTypes.add(type);
    this.findings.note('entry-type-unknown', { entry: position, type: type.slice(0, 100) });
  }
}

type Fields = Readonly<Record<string, unknown>>;

function parseObject(bytes: Uint8Array): Fields | undefined {
  const text = textOf(bytes);
  if (text === undefined) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null && !Array.isArray(value)
      ? (value as Fields)
      : undefined;
  } catch {
    return undefined;
  }
}

function faultOf(entry: Fields): string | undefined {
  if (typeof entry.type !== 'string') return 'it has no type';
  if (!Number.isSafeInteger(entry.seq)) return 'it has no number';
  if (typeof entry.screen !== 'string') return 'it does not name its screen';
  if (!isStamp(entry.at)) return `"${String(entry.at).slice(0, 40)}" is no time`;
  if (!isDuration(entry.monotonicMs)) return 'it has no monotonic time';
  if (!isDuration(entry.onAirMs)) return 'it has no on-air time';
  if (entry.type === 'play') return faultOfPlay(entry);
  if (entry.type === 'takeover') return faultOfOrder(entry, ['begun', 'ended'], 'takeover');
  if (entry.type === 'stop') return faultOfOrder(entry, ['stopped', 'lifted'], 'by');
  if (entry.type === 'clock' && !(isStamp(entry.oldWall) && isStamp(entry.newWall))) {
    return 'it does not say from what time to what time the clock jumped';
  }
  return undefined;
}

/** What somebody ordered: what, of whom, and why. */
function faultOfOrder(order: Fields, actions: readonly string[], names: string): string | undefined {
  if (!actions.includes(String(order.action))) return `"${String(order.action).slice(0, 40)}" is no action`;
  for (const field of [names, 'by', 'why']) {
    if (typeof order[field] !== 'string') return `the ${String(order.type)} has no ${field}`;
  }
  return undefined;
}

function faultOfPlay(play: Fields): string | undefined {
  for (const field of ['spot', 'kind', 'category', 'zone', 'outcome', 'ended']) {
    if (typeof play[field] !== 'string') return `the play has no ${field}`;
  }
  for (const field of ['airtimeMs', 'plannedMs', 'gapMs']) {
    if (!isDuration(play[field])) return `the play has no ${field}`;
  }
  // What a person looks at is no warning that was shown: it must not be counted as one.
  if (isUse(play) && play.category !== 'interaction') return 'a use of the kiosk counts for a category';
  return undefined;
}

function isUse({ because }: Fields): boolean {
  return (because as Fields | null | undefined)?.code === 'interaction';
}

function isDuration(value: unknown): boolean {
  return typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER;
}

function isStamp(value: unknown): boolean {
  return typeof value === 'string' && stampPattern.test(value) && !Number.isNaN(stampMs(value));
}
