import {
  existsSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import type { Chance } from './chance.ts';

/** The rooms of a profile in which the program keeps something. */
export const rooms = {
  indexedDb: 'Default/IndexedDB',
  opfs: 'Default/File System',
  caches: 'Default/Service Worker/CacheStorage',
  serviceWorker: 'Default/Service Worker/ScriptCache',
  serviceWorkerDatabase: 'Default/Service Worker/Database',
  localStorage: 'Default/Local Storage',
} as const;

export type Harm = 'bits flipped' | 'truncated' | 'deleted';

/** Spoils a folder of a profile whose browser does not run; says what was done. Undefined when there is no file in it. */
export function spoil(folder: string, harm: Harm, chance: Chance): string | undefined {
  const files = filesIn(folder);
  if (files.length === 0) return undefined;
  if (harm === 'deleted') {
    rmSync(folder, { recursive: true });
    return `${files.length} files deleted`;
  }
  const file = chance.oneOf(files);
  const { size } = statSync(file);
  const name = file.slice(folder.length + 1);
  if (harm === 'truncated') {
    const left = chance.between(0, size);
    truncateSync(file, left);
    return `${name}: ${left} of ${size} bytes left`;
  }
  const flips = chance.oneOf([1, 64]);
  flipBits(file, flips, chance);
  return `${name}: ${flips} bits flipped`;
}

function flipBits(file: string, flips: number, chance: Chance): void {
  const bytes = readFileSync(file);
  for (let flip = 0; flip < flips; flip++) {
    const at = chance.between(0, bytes.length);
    bytes[at] = (bytes[at] ?? 0) ^ (1 << chance.between(0, 8));
  }
  writeFileSync(file, bytes);
}

/** Files with something in them, in a fixed order, so that a seed finds the same ones. */
function filesIn(folder: string): string[] {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => statSync(file).size > 0)
    .sort();
}
