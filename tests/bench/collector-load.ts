import { setMaxListeners } from 'node:events';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/browser/system-clock.ts';
import { FetchUplink } from '../../src/browser/uplink.ts';
import { useNativeEd25519 } from '../../src/collector/native-ed25519.ts';
import type { Uplink } from '../../src/core/ports/uplink.ts';
import { runUplink } from '../../src/core/uplink/run-uplink.ts';
import { CollectorProcess } from '../collector/collector-process.ts';
import { enrol } from '../collector/enrol.ts';
import { SimulatedScreen } from '../collector/simulated-screen.ts';

export const title = "A thousand screens send at once, by the player's own code, over loopback (Node)";

const screens = Number(process.env.LOAD_SCREENS ?? 1_000);
const minutes = Number(process.env.LOAD_MINUTES ?? 10);
/** As long as a spot: each screen has a play more. */
const playMs = 15_000;
const lookMs = 5_000;

export async function run(print: (line: string) => void): Promise<void> {
  const data = await mkdtemp(join(tmpdir(), 'changming-bench-load-'));
  useNativeEd25519();
  const all = Array.from({ length: screens }, (_, index) => new SimulatedScreen(index + 1));
  await enrol(data, all);
  const collector = await CollectorProcess.start(data);
  const over = new AbortController();
  setMaxListeners(0, over.signal);
  try {
    const answersMs: number[] = [];
    const senders = all.map((screen) => send(screen, collector, answersMs, over.signal));
    const residentBytes = await play(all, collector);
    while (!(await areHome(all))) await pause(lookMs);
    over.abort();
    await Promise.allSettled(senders);
    const entries = all.reduce((sum, screen) => sum + screen.entries.length, 0);
    const kept = residentBytes.slice(Math.floor(residentBytes.length / 5));
    print(`${screens} screens, ${minutes} minutes, ${entries} entries: all acknowledged`);
    print(
      `add-checkpoint   median ${percentile(answersMs, 0.5)} ms, p99 ${percentile(answersMs, 0.99)} ms (limit 500), of ${answersMs.length}`,
    );
    print(
      `memory resident  ${megabytes(kept[0])} after a fifth of the time, ${megabytes(kept[kept.length - 1])} at the end`,
    );
  } finally {
    over.abort();
    await collector.kill();
    await rm(data, { recursive: true, force: true });
  }
}

/** Every screen plays one spot after another. Resolves with what the collector held in memory at each look. */
async function play(all: readonly SimulatedScreen[], { pid }: CollectorProcess): Promise<number[]> {
  const residentBytes: number[] = [];
  const startMs = performance.now();
  for (let turn = 0; performance.now() - startMs < minutes * 60_000; turn++) {
    // A part of the street at a time: their spots do not end at one instant.
    const parts = playMs / lookMs;
    for (const [index, screen] of all.entries()) if (index % parts === turn % parts) screen.grow(1);
    residentBytes.push(residentBytesOf(pid));
    await pause(lookMs);
  }
  return residentBytes;
}

function send(
  screen: SimulatedScreen,
  { url, cosigner }: CollectorProcess,
  answersMs: number[],
  signal: AbortSignal,
): Promise<never> {
  const uplink = screen.uplink(timed(new FetchUplink({ base: url }), answersMs), cosigner, Math.random);
  return runUplink({
    logs: () => [uplink],
    clock: systemClock,
    mayWork: () => true,
    random: Math.random,
    signal,
  });
}

function timed(uplink: Uplink, answersMs: number[]): Uplink {
  return {
    put: (...words) => uplink.put(...words),
    async addCheckpoint(...words) {
      const startMs = performance.now();
      const answer = await uplink.addCheckpoint(...words);
      answersMs.push(performance.now() - startMs);
      return answer;
    },
  };
}

async function areHome(screens: readonly SimulatedScreen[]): Promise<boolean> {
  const sizes = await Promise.all(screens.map((screen) => screen.acknowledged()));
  return sizes.every((size, at) => size === screens[at]?.entries.length);
}

/** Linux: read from /proc. */
function residentBytesOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes ?? 0) * 1024;
}

function percentile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return Math.round(sorted[Math.floor(part * (sorted.length - 1))] ?? Number.NaN);
}

const megabytes = (bytes = Number.NaN) => `${Math.round(bytes / 1e6)} MB`;
