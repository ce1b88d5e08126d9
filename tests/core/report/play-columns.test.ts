import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { extendPlayColumns, readPlayTable } from '../../../src/core/report/extend-play-columns.ts';
import { MemoryPlayColumnsStore } from '../../../src/core/report/memory-play-columns-store.ts';
import {
  checksumOf,
  columnBytes,
  encodePlayColumns,
  noFrames,
  rowsPerChunk,
  viewColumns,
} from '../../../src/core/report/play-columns.ts';
import { playAt } from '../../../src/core/report/play-table.ts';
import { SubjectDictionary } from '../../../src/core/report/subject-dictionary.ts';
import { MemoryLog } from './memory-log.ts';
import { bytesOf, ScreenWorld } from './screen-world.ts';

/** A log of `plays` plays and two entries before them. */
function logOf(plays: number): MemoryLog {
  const world = new ScreenWorld('Asia/Shanghai', Date.parse('2026-11-22T00:00:00Z'));
  world.activate([], 1);
  world.onAir();
  for (let play = 0; play < plays; play++) {
    world.play(
      { category: play % 7 ? 'host' : 'anti-fraud', kind: play % 3 ? 'image' : 'video' },
      5 + (play % 20),
    );
  }
  return new MemoryLog(bytesOf(world.entries));
}

describe('encodePlayColumns()', { timeout: 60_000 }, () => {
  it('keeps every number and word of a play', () => {
    const play = {
      type: 'play',
      seq: 7,
      at: '2026-11-22T10:14:20.123+05:45',
      onAirMs: 1234.5,
      programme: { id: 'lobby', revision: 3 },
      playlist: { id: 'list', revision: 2 },
      spot: 'list/film',
      kind: 'video',
      creative: 'ab'.repeat(32),
      category: 'anti-fraud',
      topic: 'fake-loan',
      zone: 'main',
      plannedMs: 15_000,
      airtimeMs: 14_999.9,
      gapMs: 33,
      frames: { shown: 450, dropped: 1 },
      outcome: 'cut',
      because: { code: 'due' },
      ended: 'deadline',
    };
    const dictionary = new SubjectDictionary();
    const encoded = encodePlayColumns(0, bytesOf([play]), dictionary);
    const chunk = viewColumns(0, columnBytes(encoded).slice(0));
    const table = { origin: 'o', size: 1, chunks: [chunk], subjects: dictionary.subjects };
    expect(playAt(table, 0)).toEqual({
      type: 'play',
      seq: 0,
      startMs: Date.parse(play.at),
      offsetMinutes: 345,
      programme: 'lobby@3',
      playlist: 'list@2',
      spot: 'list/film',
      kind: 'video',
      creative: play.creative,
      category: 'anti-fraud',
      topic: 'fake-loan',
      zone: 'main',
      plannedMs: 15_000,
      airtimeMs: 14_999,
      gapMs: 33,
      frames: { shown: 450, dropped: 1 },
      outcome: 'cut',
      because: 'due',
      ended: 'deadline',
    });
    expect(chunk.onAirMs[0]).toBe(1234.5);
  });

  it('gives bytes that are no entry a row of their own and goes on, whatever they are', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.json(), fc.string(), fc.constant('{"type":"play"}'))), (texts) => {
        const utf8 = new TextEncoder();
        const dictionary = new SubjectDictionary();
        const columns = encodePlayColumns(
          0,
          texts.map((text) => utf8.encode(text)),
          dictionary,
        );
        expect(columns.count).toBe(texts.length);
        expect([...columns.wallMs, ...columns.onAirMs].every(Number.isFinite)).toBe(true);
        expect([...columns.subject].every((id) => id < dictionary.size)).toBe(true);
        expect([...columns.framesShown].every((frames) => frames === noFrames)).toBe(true);
      }),
    );
  });

  it('has a checksum that any one changed byte changes', () => {
    const bytes = columnBytes(encodePlayColumns(0, logOf(20).entries, new SubjectDictionary()));
    const before = checksumOf(bytes);
    fc.assert(
      fc.property(fc.nat(bytes.byteLength - 1), fc.integer({ min: 1, max: 255 }), (at, flip) => {
        const damaged = new Uint8Array(bytes.slice(0));
        damaged[at] = (damaged[at] ?? 0) ^ flip;
        expect(checksumOf(damaged.buffer)).not.toBe(before);
      }),
    );
  });
});

describe('readPlayTable()', { timeout: 60_000 }, () => {
  it('is the same table whether its columns were kept, kept in part, or made now', async () => {
    const log = logOf(3 * rowsPerChunk + 100);
    const fresh = await readPlayTable(log, new MemoryPlayColumnsStore());
    const store = new MemoryPlayColumnsStore();
    const young = new MemoryLog(log.entries.slice(0, rowsPerChunk + 500));
    const early = await readPlayTable(young, store);
    expect(early.size).toBe(rowsPerChunk + 500);
    expect(await readPlayTable(log, store, { previous: early })).toEqual(fresh);
    expect(await readPlayTable(log, store)).toEqual(fresh);
  });

  it('parses no entry twice that lies in a full chunk', async () => {
    const log = logOf(2 * rowsPerChunk + 100);
    const store = new MemoryPlayColumnsStore();
    await extendPlayColumns(log, store);
    log.asked.length = 0;
    await readPlayTable(log, store);
    expect(log.asked).toEqual([[2 * rowsPerChunk, 2 * rowsPerChunk + 102]]);
  });

  it('builds anew what another log left, what is longer than the log, and what is damaged', async () => {
    const log = logOf(rowsPerChunk + 50);
    const expected = await readPlayTable(log, new MemoryPlayColumnsStore());
    const foreign = new MemoryPlayColumnsStore();
    await extendPlayColumns(new MemoryLog(logOf(3 * rowsPerChunk).entries, 'changming/other/0'), foreign);
    expect(await readPlayTable(log, foreign)).toEqual(expected);
    const longer = new MemoryPlayColumnsStore();
    await extendPlayColumns(logOf(3 * rowsPerChunk), longer);
    expect(await readPlayTable(log, longer)).toEqual(expected);
    expect(await readPlayTable(log, new DamagedOnce())).toEqual(expected);
  });

  it('comes to the same when two tabs extend the columns at once', async () => {
    const log = logOf(4 * rowsPerChunk);
    const store = new MemoryPlayColumnsStore();
    await Promise.all([extendPlayColumns(log, store), extendPlayColumns(log, store)]);
    expect(await readPlayTable(log, store)).toEqual(await readPlayTable(log, new MemoryPlayColumnsStore()));
  });

  it('stops between chunks when asked to, and goes on from there', async () => {
    const log = logOf(3 * rowsPerChunk);
    const store = new MemoryPlayColumnsStore();
    const stop = new AbortController();
    const stopped = extendPlayColumns(log, store, {
      signal: stop.signal,
      onProgress: () => stop.abort('enough'),
    });
    await expect(stopped).rejects.toBe('enough');
    expect(await store.describe(log.origin)).toMatchObject({ size: rowsPerChunk });
    await extendPlayColumns(log, store);
    expect(await store.describe(log.origin)).toMatchObject({ size: 3 * rowsPerChunk });
  });
});

/** Loses a chunk between the first description and the first reading. */
class DamagedOnce extends MemoryPlayColumnsStore {
  #damaged = false;

  override async readChunks(fromSeq: number, toSeq: number): Promise<ArrayBuffer[]> {
    if (this.#damaged) return super.readChunks(fromSeq, toSeq);
    this.#damaged = true;
    return super.readChunks(fromSeq, toSeq + rowsPerChunk);
  }
}
