import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { systemClock } from '../../src/browser/system-clock.ts';
import { FetchUplink } from '../../src/browser/uplink.ts';
import { openStores } from '../../src/collector/stores.ts';
import { seededRandom } from '../../src/core/airtime/random.ts';
import { formatAddCheckpoint } from '../../src/core/tlog/witness.ts';
import type { LogUplink } from '../../src/core/uplink/log-uplink.ts';
import { runUplink } from '../../src/core/uplink/run-uplink.ts';
import { CollectorProcess } from './collector-process.ts';
import { enrol, settingsOf } from './enrol.ts';
import { SimulatedScreen } from './simulated-screen.ts';

/** They come back sooner than a screen would. */
const pollMs = 1_000;

export interface UnderLoad {
  readonly screens: number;
  readonly kills: number;
  readonly seed: number;
  readonly print?: (line: string) => void;
}

export interface Outcome {
  /** Entries that the collector had acknowledged when it was killed and did not say to have when it was there again. */
  readonly forgotten: number;
  /** Screens of which the archive does not hold, in the end, byte for byte what they hold. */
  readonly different: number;
  readonly entries: number;
}

/** Kills a collector again and again while screens send; at the end compares what it holds with what they hold. */
export async function killUnderLoad({ screens, kills, seed, print }: UnderLoad): Promise<Outcome> {
  const data = mkdtempSync(join(tmpdir(), 'changming-killed-'));
  const random = seededRandom(seed);
  const all = Array.from({ length: screens }, (_, index) => new SimulatedScreen(index + 1));
  const over = new AbortController();
  await enrol(data, all);
  let collector = await CollectorProcess.start(data);
  try {
    const { port, url, cosigner } = collector;
    const uplinkOf = (screen: SimulatedScreen) =>
      screen.uplink(new FetchUplink({ base: url }), cosigner, random, pollMs);
    const sending = send(all.map(uplinkOf), over.signal);
    let forgotten = 0;
    for (let kill = 1; kill <= kills; kill++) {
      for (const screen of all) screen.grow(Math.floor(random() * 400));
      await pause(random() * 1_500);
      await collector.kill();
      const acknowledged = await Promise.all(all.map((screen) => screen.acknowledged()));
      collector = await CollectorProcess.start(data, port);
      const held = await Promise.all(all.map((screen) => heldOf(screen, collector)));
      forgotten += held.reduce((sum, size, at) => sum + Math.max(0, (acknowledged[at] ?? 0) - size), 0);
      print?.(`kill ${kill} of ${kills}: ${acknowledged.reduce((sum, size) => sum + size, 0)} acknowledged`);
    }
    over.abort();
    await sending;
    // As the next morning: nobody waits for as long as so many failures have taught them.
    await bringHome(all.map(uplinkOf));
    await collector.stop();
    const entries = all.reduce((sum, screen) => sum + screen.entries.length, 0);
    return { forgotten, different: await differing(data, all), entries };
  } finally {
    over.abort();
    await collector.kill();
    rmSync(data, { recursive: true, force: true });
  }
}

/** Resolves when it was called off. */
async function send(uplinks: readonly LogUplink[], signal: AbortSignal): Promise<void> {
  const each = { clock: systemClock, mayWork: () => true, random: Math.random, signal };
  await Promise.allSettled(uplinks.map((uplink) => runUplink({ ...each, logs: () => [uplink] })));
}

async function bringHome(uplinks: readonly LogUplink[]): Promise<void> {
  for (const uplink of uplinks) {
    while (uplink.standing.state !== 'idle') {
      await systemClock.sleepUntil(uplink.notBeforeMs);
      await uplink.step(systemClock.monotonicMs());
    }
  }
}

/** The size that the collector says when it is offered a tree with a wrong one. */
async function heldOf(screen: SimulatedScreen, { url }: CollectorProcess): Promise<number> {
  const { size, checkpoint } = await screen.readHead();
  const request = formatAddCheckpoint({ oldSize: size, proof: [], checkpoint });
  const { status, body } = await new FetchUplink({ base: url }).addCheckpoint(request);
  if (status === 200) return size;
  if (status !== 409) throw new Error(`${screen.origin}: ${status} ${body}`);
  return Number(body);
}

async function differing(data: string, screens: readonly SimulatedScreen[]): Promise<number> {
  const { archive, close } = await openStores(settingsOf(data));
  let different = 0;
  for (const { origin, entries } of screens) {
    const held = await archive.read(origin, 0, entries.length + 1);
    const isSame = held.length === entries.length && held.every((entry, at) => sameBytes(entry, entries[at]));
    if (!isSame) different++;
  }
  await close();
  return different;
}

function sameBytes(one: Uint8Array, other: Uint8Array | undefined): boolean {
  return other !== undefined && Buffer.compare(one, other) === 0;
}
