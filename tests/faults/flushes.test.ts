import { expect, it } from 'vitest';
import { flushesOf, isIndexedDbLog, isPrivateFile, unflushed } from './flushes.ts';

const log = '/p/Default/IndexedDB/http_127.0.0.1_1.indexeddb.leveldb/000003.log';
const trace = [
  `4711  1700000000.100000 fdatasync(57<${log}>) = 0 <0.002000>`,
  `4712  1700000001.000000 fsync(9</p/Local State>) = 0 <0.000100>`,
  `4711  1700000002.000000 fdatasync(57<${log}> <unfinished ...>`,
  `4713  1700000002.100000 fdatasync(58</p/other> <unfinished ...>`,
  '4711  1700000002.250000 <... fdatasync resumed>) = 0 <0.250000>',
  `4711  1700000003.000000 fdatasync(57<${log}>) = -1 EIO (Input/output error) <0.250000>`,
  `4711  1700000004.000000 fdatasync(57<${log}> <unfinished ...>`,
  '4711  1700000004.250000 +++ killed by SIGKILL +++',
].join('\n');

it('reads whole and interrupted calls, and none that failed or never returned', () => {
  const flushes = flushesOf(trace);
  expect(flushes.map(({ file }) => file)).toEqual([log, '/p/Local State', log]);
  expect(flushes.map(({ endedMs }) => endedMs - 1_700_000_000_000)).toEqual([
    expect.closeTo(102, 1),
    expect.closeTo(1_000.1, 1),
    expect.closeTo(2_250, 1),
  ]);
});

it.each([
  [-1, 103, 0, 'flushed in between'],
  [-1, 101, 0, 'flushed within the millisecond that the page cannot tell'],
  [-1, 100, 1, 'acknowledged before the call had returned'],
  [110, 2_000, 1, 'flushed before the commit, or too late'],
  [900, 1_500, 1, 'another file flushed'],
])('a commit at %i ms acknowledged at %i ms: %i missing (%s)', (commit, acknowledged, missing) => {
  const baseMs = 1_700_000_000_000;
  const one = { commitMs: baseMs + commit, sinceMs: baseMs, acknowledgedMs: baseMs + acknowledged };
  expect(unflushed([one], flushesOf(trace), isIndexedDbLog, 'commitMs')).toHaveLength(missing);
});

it('knows the files that matter', () => {
  expect(isIndexedDbLog(log)).toBe(true);
  expect(isIndexedDbLog('/p/Default/Local Storage/leveldb/000003.log')).toBe(false);
  expect(isPrivateFile('/p/Default/File System/000/t/00/00000012')).toBe(true);
  expect(isPrivateFile('/p/Default/File System/Origins/000003.log')).toBe(false);
});
