import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { mkdtemp, readdir, readFile, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { identityOf } from '../../src/core/as-run/screen-identity.ts';
import { exportLog } from '../../src/core/evidence/export/export-log.ts';
import { writeZip } from '../../src/core/zip/write-zip.ts';
import { type Flip, flipPacked, flipUnpacked, randomFrom } from '../contracts/bit-flips.ts';
import { exportedFiles, SampleLog } from './_verify-sample.ts';

export const title = 'Verification: a million plays on the command line, and 10,000 flipped bits (Node)';

const root = fileURLToPath(new URL('../../', import.meta.url));
const plays = Number(process.env.VERIFY_PLAYS ?? 1_000_000);
const flips = Number(process.env.VERIFY_FLIPS ?? 10_000);
const madeAt = '2026-11-23T09:00:00.000+08:00';

type Print = (line: string) => void;

export async function run(print: Print): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'changming-bench-verify-'));
  try {
    await largeLog(join(folder, 'export.zip'), folder, print);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  await flippedBits(print);
}

async function largeLog(path: string, folder: string, print: Print): Promise<void> {
  const player = `changming ${await version()}`;
  const log = new SampleLog(identityOf(new Uint8Array(32).fill(5)), plays);
  const out = createWriteStream(path);
  const files = exportLog({ log, screen: log.screen, madeAt, by: 'bench', player });
  for await (const part of writeZip(files, { modified: madeAt })) {
    if (!out.write(part)) await once(out, 'drain');
  }
  await new Promise<void>((resolve) => out.end(resolve));
  print(`export of ${plays} plays           ${megabytes((await stat(path)).size)} as a ZIP`);
  const { seconds, cpuSeconds, peakBytes, answer } = await verifyInChild(path, folder);
  print(`changming verify, wall time       ${seconds.toFixed(1)} s (limit 20)`);
  print(`changming verify, processor time  ${cpuSeconds.toFixed(1)} s, all processes and threads`);
  print(`changming verify, peak of memory  ${megabytes(peakBytes)} resident in one process (limit 200)`);
  print(`its answer                        ${answer}`);
}

/** The command as it is called. Each process of it says at its end how much memory it ever held. */
async function verifyInChild(path: string, folder: string) {
  const usages = await mkdtemp(join(folder, 'usage-'));
  const preload = `import{writeFileSync}from'node:fs';process.on('exit',()=>writeFileSync(${JSON.stringify(usages)}+'/'+process.pid,JSON.stringify(process.resourceUsage())))`;
  const env = {
    ...process.env,
    NODE_OPTIONS: `--import=data:text/javascript,${encodeURIComponent(preload)}`,
  };
  const startMs = performance.now();
  const child = spawn('npm', ['run', '--silent', 'changming', '--', 'verify', path], {
    cwd: root,
    env,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  let output = '';
  child.stdout.on('data', (data) => {
    output += data;
  });
  await once(child, 'close');
  const seconds = (performance.now() - startMs) / 1000;
  const files = await readdir(usages);
  const said = await Promise.all(files.map((name) => readFile(join(usages, name), 'utf8')));
  const all = said.map((json) => JSON.parse(json) as NodeJS.ResourceUsage);
  const peakBytes = Math.max(...all.map(({ maxRSS }) => maxRSS * 1024));
  const cpuSeconds = all.reduce((sum, usage) => sum + usage.userCPUTime + usage.systemCPUTime, 0) / 1e6;
  return { seconds, cpuSeconds, peakBytes, answer: output.trim().split('\n').pop() ?? '' };
}

async function flippedBits(print: Print): Promise<void> {
  const player = `changming ${await version()}`;
  const log = new SampleLog(identityOf(new Uint8Array(32).fill(6)), 520);
  const files = await exportedFiles(log, { madeAt, by: 'bench', player });
  const listed = [...files].map(([path, bytes]) => ({ path, chunks: [bytes] }));
  const parts: Uint8Array[] = [];
  for await (const part of writeZip(listed, { modified: madeAt })) parts.push(part);
  const zip = Uint8Array.from(Buffer.concat(parts));
  print(`\n${flips} random bits of the unpacked files (${log.size} entries), seed 1`);
  await table(randomFrom(1), (random) => flipUnpacked(files, player, random), print);
  print(`\n${flips} random bits of the ZIP, seed 2`);
  await table(randomFrom(2), (random) => flipPacked(zip, files, player, random), print);
}

async function table(random: () => number, flip: (random: () => number) => Promise<Flip>, print: Print) {
  const counts = new Map<string, Record<Flip['found'], number>>();
  for (let i = 0; i < flips; i++) {
    const { where, found } = await flip(random);
    const row = counts.get(where) ?? { container: 0, verification: 0, harmless: 0, missed: 0 };
    row[found]++;
    counts.set(where, row);
  }
  print('| where | bits | container refuses | verification fails | unpacks to the same bytes | missed |');
  print('|---|---|---|---|---|---|');
  for (const [where, row] of [...counts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const { container, verification, harmless, missed } = row;
    const bits = container + verification + harmless + missed;
    print(`| ${where} | ${bits} | ${container} | ${verification} | ${harmless} | ${missed} |`);
  }
}

async function version(): Promise<string> {
  const manifest = await readFile(pathToFileURL(join(root, 'package.json')), 'utf8');
  return (JSON.parse(manifest) as { version: string }).version;
}

function megabytes(bytes: number): string {
  return `${Math.round(bytes / 1e6)} MB`;
}
