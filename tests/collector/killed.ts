import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { seededRandom } from '../../src/core/airtime/random.ts';

/**
 * Kills a program that appends, again and again, at seeded instants: a number of acknowledgements and a part of a
 * millisecond after the last of them. The program prints `opened <size>` when it has read what is there, and
 * `acknowledged <size>` after each append.
 * @param check called at each start with what was acknowledged until then and what was found
 */
export async function killAgainAndAgain(
  program: string,
  folder: string,
  options: { readonly kills: number; readonly seed: number },
  check: (acknowledged: number, found: number) => void,
): Promise<void> {
  const random = seededRandom(options.seed);
  let acknowledged = 0;
  for (let kill = 0; kill <= options.kills; kill++) {
    const child = start(program, folder);
    const appends = 1 + Math.floor(random() * 12);
    const afterMs = random() * 4;
    let seen = 0;
    for await (const line of createInterface({ input: child.stdout ?? process.stdin })) {
      const [word, size] = line.split(' ');
      if (word === 'opened') check(acknowledged, Number(size));
      if (word !== 'acknowledged') continue;
      acknowledged = Number(size);
      if (++seen === appends) setTimeout(() => child.kill('SIGKILL'), afterMs);
    }
    if (seen < appends) throw new Error(`${program} ended by itself after ${seen} appends`);
  }
}

/**
 * In memory where there is such a place: a killed process leaves the same files there, and a start that recovers does
 * not wait for the disk a thousand times.
 */
export function folderToKillIn(): string {
  return mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'changming-killed-'));
}

function start(program: string, folder: string): ChildProcess {
  const path = fileURLToPath(new URL(program, import.meta.url));
  return spawn(process.execPath, ['--import', 'tsx', path, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
}
