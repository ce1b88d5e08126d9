import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SpooledLog } from '../../src/cli/simulate-export/spooled-log.ts';
import { writeChunks } from '../../src/cli/write-chunks.ts';
import { encodeEntry } from '../../src/core/as-run/entry-text.ts';
import { identityOf } from '../../src/core/as-run/screen-identity.ts';
import type { SequenceRange } from '../../src/core/evidence/carried-entries.ts';
import { exportLog } from '../../src/core/evidence/export/export-log.ts';
import { writeZip } from '../../src/core/zip/write-zip.ts';
import { lobbyEntries } from '../contracts/lobby-log.ts';

export const title = 'Export: a million plays, the whole log and its last month, into a ZIP (Node)';

const plays = Number(process.env.EXPORT_PLAYS ?? 1_000_000);
const playsPerMonth = 30 * 2280;
const screen = identityOf(new Uint8Array(32).fill(5));
const madeAt = '2026-11-23T09:00:00.000+08:00';

type Print = (line: string) => void;

export async function run(print: Print): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'changming-bench-export-'));
  const log = await SpooledLog.create(join(folder, 'log'), screen);
  try {
    for (const entry of lobbyEntries({ plays, lastDate: '2026-11-22' })) {
      await log.append(encodeEntry({ ...entry, screen: screen.screenId }));
    }
    const startBytes = process.resourceUsage().maxRSS * 1024;
    print(`resident before, log on disk        ${megabytes(startBytes)}`);
    const month = { from: Math.max(0, log.size - playsPerMonth), to: log.size };
    await timed('the last month', log, join(folder, 'month.zip'), print, month);
    await timed('the whole log', log, join(folder, 'whole.zip'), print);
    print(`most resident, both exports         ${megabytes(process.resourceUsage().maxRSS * 1024)}`);
  } finally {
    await log.close();
    await rm(folder, { recursive: true, force: true });
  }
}

async function timed(what: string, log: SpooledLog, file: string, print: Print, range?: SequenceRange) {
  const cpu = process.cpuUsage();
  const startMs = performance.now();
  const files = exportLog({ log, screen, madeAt, by: 'bench', player: 'bench', ...(range ? { range } : {}) });
  await writeChunks(file, writeZip(files, { modified: madeAt }));
  const wallMs = performance.now() - startMs;
  const { user, system } = process.cpuUsage(cpu);
  const { size } = await stat(file);
  const entries = range ? range.to - range.from : log.size;
  const name = `${what}, ${entries} entries`.padEnd(35);
  print(
    `${name} ${(wallMs / 1000).toFixed(1)} s (${((user + system) / 1e6).toFixed(1)} s of CPU), ${megabytes(size)}`,
  );
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(0)} MB`;
}
