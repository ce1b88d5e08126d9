import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Acknowledged, flushesOf, isIndexedDbLog, isPrivateFile, unflushed } from '../flushes.ts';
import type { FaultRow, Round } from '../row.ts';
import type { World } from '../world.ts';

const commits = 5;

/** No kill can show what a power cut takes: the kernel keeps what a dead process wrote. System calls can. */
export const powerCut: readonly FaultRow[] = [
  {
    name: 'power-cut-order',
    fault:
      'system calls traced: before each acknowledgement, the IndexedDB log and the second copy’s file were flushed',
    skipped: whyNoTrace,
    async round(round) {
      const { inLog, inCopy } = await unflushedCommits(round);
      if (inLog > 0)
        throw new Error(`${inLog} of ${commits} acknowledged without a flush of the IndexedDB log`);
      if (inCopy > 0)
        throw new Error(`${inCopy} of ${commits} acknowledged without a flush of the second copy`);
      round.note(`${commits} of ${commits} flushed in both copies`);
    },
  },
  {
    name: 'power-cut-control',
    fault: 'the same with every transaction made `relaxed`: the same assertion must then fail',
    skipped: whyNoTrace,
    async round(round) {
      const { inLog } = await unflushedCommits(round, relaxEveryTransaction);
      if (inLog < commits) throw new Error(`Only ${inLog} of ${commits} were found not to be flushed`);
      round.note(`${inLog} of ${commits} not flushed in the IndexedDB log, as must be`);
    },
  },
];

/** Why system calls cannot be traced here; undefined when they can. */
export function whyNoTrace(): string | undefined {
  if (process.platform !== 'linux') return 'strace is for Linux';
  const { status } = spawnSync('strace', ['-f', '-o', '/dev/null', 'true'], { stdio: 'ignore' });
  return status === 0 ? undefined : 'strace is not here, or may not trace';
}

async function unflushedCommits(
  { killed, afterwards }: Round,
  script?: () => void,
): Promise<{ inLog: number; inCopy: number }> {
  const folder = await mkdtemp(join(tmpdir(), 'changming-trace-'));
  const file = join(folder, 'trace');
  const calls = ['-e', 'trace=fsync,fdatasync'];
  const screen = await killed({
    under: ['strace', '-f', '--seccomp-bpf', '-y', '-ttt', '-T', ...calls, '-o', file],
  });
  afterwards(() => rm(folder, { recursive: true }));
  if (script) screen.pageScripts.push(script);
  await screen.start();
  const acknowledged = await acknowledgedCommits(screen);
  const flushes = flushesOf(await readFile(file, 'utf8'));
  return {
    inLog: unflushed(acknowledged, flushes, isIndexedDbLog, 'commitMs').length,
    // It is written ahead of the transaction.
    inCopy: unflushed(acknowledged, flushes, isPrivateFile, 'sinceMs').length,
  };
}

async function acknowledgedCommits(screen: World): Promise<Acknowledged[]> {
  const found: Acknowledged[] = [];
  let commitMs: number | undefined;
  let sinceMs: number | undefined;
  screen.witness.onReport = (report) => {
    if (report.what === 'commit') commitMs ??= report.wallMs;
    if (report.what !== 'written') return;
    const { wallMs: acknowledgedMs } = report;
    // Only plays: between two of them nothing else is due that would flush.
    const isPlay = report.entries.some(({ type }) => type === 'play');
    if (isPlay && commitMs !== undefined && sinceMs !== undefined)
      found.push({ commitMs, sinceMs, acknowledgedMs });
    commitMs = undefined;
    sinceMs = acknowledgedMs;
  };
  while (found.length < commits) await screen.plays(1);
  screen.witness.onReport = undefined;
  return found.slice(0, commits);
}

/** Runs in the page. */
function relaxEveryTransaction(): void {
  const { transaction } = IDBDatabase.prototype;
  IDBDatabase.prototype.transaction = function (stores, mode) {
    return transaction.call(this, stores, mode, { durability: 'relaxed' });
  };
}
