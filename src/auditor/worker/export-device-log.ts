import { AsRunDatabase } from '../../browser/as-run-database.ts';
import { IndexedDbAsRunStore } from '../../browser/as-run-store.ts';
import type { ScreenIdentity } from '../../core/as-run/screen-identity.ts';
import { exportLog } from '../../core/evidence/export/export-log.ts';
import type { AsRunReader } from '../../core/report/extend-play-columns.ts';
import { writeZip } from '../../core/zip/write-zip.ts';
import { blobOf } from './blob-of.ts';
import type { JobProgress, Jobs } from './jobs.ts';

type Asked = Jobs['export']['asked'];
type Bytes = Uint8Array<ArrayBuffer>;

const entriesPerRead = 1024;

/** Reads beside the player that writes: what it adds meanwhile is left out. */
export async function exportDeviceLog(asked: Asked, onProgress: JobProgress): Promise<Blob | undefined> {
  const database = new AsRunDatabase(asked.database);
  const log = new IndexedDbAsRunStore(database, asked.epoch);
  const progress = (done: number, total: number) => onProgress('export', done, total);
  if (asked.format === 'ndjson')
    return save(lines(log, asked, progress), asked.target, 'application/x-ndjson');
  const screen = await identityIn(database, asked.epoch);
  const files = exportLog({
    log,
    screen,
    madeAt: asked.madeAt,
    by: asked.by,
    player: asked.player,
    onProgress: progress,
    ...(asked.range ? { range: asked.range } : {}),
  });
  return save(writeZip(files, { modified: asked.madeAt }), asked.target, 'application/zip');
}

/** The screen's own key. Never made here: an auditor's computer is no screen. */
async function identityIn(database: AsRunDatabase, epoch: number): Promise<ScreenIdentity> {
  const screen = await (await database.connect()).get('identity', 'screen');
  if (!screen) throw new Error('this device has no key of a screen');
  return { ...screen, epoch };
}

/** The entries byte for byte; JSON as it is written here has no line breaks. */
async function* lines(
  log: AsRunReader,
  { range }: Asked,
  onProgress: (done: number, total: number) => void,
): AsyncGenerator<Bytes, void> {
  const size = (await log.readHead())?.size ?? 0;
  const { from, to } = range ?? { from: 0, to: size };
  for (let at = from; at < to; at += entriesPerRead) {
    const entries = await log.readEntries(at, Math.min(to, at + entriesPerRead));
    yield joined(entries);
    onProgress(Math.min(to, at + entriesPerRead) - from, to - from);
  }
}

function joined(entries: readonly Bytes[]): Bytes {
  const bytes = new Uint8Array(entries.reduce((sum, entry) => sum + entry.length + 1, 0));
  let at = 0;
  for (const entry of entries) {
    bytes.set(entry, at);
    bytes[at + entry.length] = 0x0a;
    at += entry.length + 1;
  }
  return bytes;
}

/** Straight to its place on disk, or, where the browser has no such thing, into a Blob, which it keeps out of memory. */
async function save(
  chunks: AsyncIterable<Bytes>,
  target: FileSystemFileHandle | undefined,
  type: string,
): Promise<Blob | undefined> {
  if (!target) return blobOf(chunks, type);
  const file = await target.createWritable();
  try {
    for await (const chunk of chunks) await file.write(chunk);
    await file.close();
  } catch (error) {
    await file.abort();
    throw error;
  }
  return undefined;
}
