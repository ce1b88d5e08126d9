import { accessSync, constants, readdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';

/** The full path of a program, or undefined where it is not installed. */
export function findProgram(...names: readonly string[]): string | undefined {
  const folders = (process.env.PATH ?? '').split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(isExecutable);
}

/** Debian keeps MiniBrowser beside the engine's own processes, not in the path. */
export function findMiniBrowser(): string | undefined {
  const libraries = '/usr/lib';
  return foldersIn(libraries)
    .flatMap((machine) => foldersIn(join(libraries, machine)).map((name) => join(libraries, machine, name)))
    .filter((folder) => folder.includes('webkit'))
    .map((folder) => join(folder, 'MiniBrowser'))
    .find(isExecutable);
}

function foldersIn(folder: string): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
      entry.isDirectory() ? [entry.name] : [],
    );
  } catch {
    return [];
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
