import { readdirSync, readFileSync } from 'node:fs';

/** The processes of a browser, as its command lines name them. */
export type ProcessKind = 'renderer' | 'gpu-process' | 'NetworkService' | 'StorageService';

/** Ids of the processes of one kind below the process `root` (Linux: they are read from /proc). */
export function processesOf(root: number, kind: ProcessKind): number[] {
  return processesBelow(root).filter((id) => isOfKind(id, kind));
}

/** Ids of the process `root` and of all below it. */
export function processesBelow(root: number): number[] {
  const all = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  const parents = new Map(all.flatMap((id) => parentOf(id)));
  return all.map(Number).filter((id) => isBelow(id, root, parents));
}

function parentOf(id: string): [number, number][] {
  const stat = read(`/proc/${id}/stat`);
  // The name in brackets may hold anything; the parent is the second field after it.
  const parent = Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]);
  return Number.isInteger(parent) ? [[Number(id), parent]] : [];
}

function isBelow(id: number, root: number, parents: ReadonlyMap<number, number>): boolean {
  for (let at: number | undefined = id; at !== undefined && at > 1; at = parents.get(at)) {
    if (at === root) return true;
  }
  return false;
}

function isOfKind(id: number, kind: ProcessKind): boolean {
  // A process that came of a zygote has its arguments rewritten, with spaces between them.
  const words = read(`/proc/${id}/cmdline`).split(/[\0 ]/);
  return words.some(
    (word) => word === `--type=${kind}` || (word.startsWith('--utility-sub-type=') && word.endsWith(kind)),
  );
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
}
