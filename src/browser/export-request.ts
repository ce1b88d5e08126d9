import type { AsRunLog } from '../core/as-run/as-run-log.ts';
import type { Stamp } from '../core/as-run/entry.ts';
import { openAsRunLog } from '../core/as-run/open-as-run-log.ts';
import { isoWithOffset } from '../core/wall-time.ts';
import { browserAsRunHome } from './as-run-home.ts';
import { answerOf, type ExportNote, type NotedExport, Questions } from './export-channel.ts';
import { acquireWriterLock, type ReleaseWriterLock } from './writer-lock.ts';

export type { ExportNote, NotedExport } from './export-channel.ts';

/** A player that starts up holds the lock before it listens; one with a slow disk answers late. */
const patienceMs = 10_000;
const askAgainMs = 500;
/** How far back the programme in force is looked for, only to write the time as that says it. */
const zoneWithin = 512;

export interface ExportRequestOptions {
  /** How long a player may take to answer. */
  readonly patienceMs?: number;
  readonly channel?: string;
  readonly lock?: string;
  /** Opens this screen's log for writing; undefined where this browser has none. The caller holds the lock. */
  readonly open?: (now: Stamp) => Promise<AsRunLog | undefined>;
}

/**
 * Has it written into this screen's log that somebody takes a copy of it. Only one page may write: the player does when
 * it runs, otherwise this page takes the writer's lock, writes and gives it back.
 *
 * @param note Who asked, and which entries are claimed: sequence numbers [from, to).
 * @returns The size of the log from which on the entry is in it; export that much. Or why nothing was written, and the
 * export goes on without it. Never rejects.
 */
export async function noteExport(note: ExportNote, options: ExportRequestOptions = {}): Promise<NotedExport> {
  const untilMs = performance.now() + (options.patienceMs ?? patienceMs);
  const questions = new Questions(note, options.channel);
  try {
    for (;;) {
      const release = await takeLock(options.lock);
      if (release) return await writeHere(note, options.open ?? openHere).finally(release);
      const answer = await questions.ask(askAgainMs);
      if (answer) return answer;
      if (performance.now() >= untilMs) return { noted: false, why: 'unanswered' };
    }
  } finally {
    questions.close();
  }
}

/** Undefined when another page writes, or where the browser cannot say so (no secure origin). */
async function takeLock(name?: string): Promise<ReleaseWriterLock | undefined> {
  if (!('locks' in navigator)) return undefined;
  const release = await acquireWriterLock(name).catch(() => 'held elsewhere' as const);
  return release === 'held elsewhere' ? undefined : release;
}

async function writeHere(
  note: ExportNote,
  open: NonNullable<ExportRequestOptions['open']>,
): Promise<NotedExport> {
  let log: AsRunLog | undefined;
  try {
    log = await open(stampNow(0));
    if (!log || log.size === 0) return { noted: false, why: 'no-log' };
    // Opening has closed the last session: the screen is off air, and its on-air clock stands.
    const stamp = stampNow(log.recovered.onAirMs, await timeZoneOf(log));
    const [entry] = await log.append({ type: 'export', ...stamp, ...note });
    return answerOf(entry && entry.seq + 1);
  } catch (error) {
    console.error('The export cannot be written into the as-run log', error);
    return { noted: false, why: 'refused' };
  } finally {
    await log?.close();
  }
}

async function openHere(now: Stamp): Promise<AsRunLog | undefined> {
  // Opening a log that is not there would make one, with a key: an auditor's own computer is no screen.
  const databases = await indexedDB.databases();
  if (!databases.some(({ name }) => name === 'changming-as-run')) return undefined;
  return (await openAsRunLog(browserAsRunHome(), now)).log;
}

function stampNow(onAirMs: number, timeZone = ownTimeZone()): Stamp {
  return {
    at: isoWithOffset(Date.now(), timeZone),
    monotonicMs: Math.round(performance.now()),
    onAirMs,
  };
}

async function timeZoneOf(log: AsRunLog): Promise<string> {
  const tail = await log.entries(log.size - zoneWithin, log.size);
  return tail.reduce(
    (zone, entry) => (entry.type === 'programme' && entry.action === 'activated' && entry.timeZone) || zone,
    ownTimeZone(),
  );
}

function ownTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone;
}
