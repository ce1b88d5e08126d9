import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { ScreenServer } from '../e2e/screen-server.ts';

const dist = fileURLToPath(new URL('../../dist', import.meta.url));

/** `[on, name]`: the object, as an expression that holds in pages and in workers, and its member. */
export type Member = readonly [on: string, name: string];

/**
 * Serves every script of the program with a line in front of it that takes members of the engine away, so that they are
 * missing before the first of its own lines runs, in the page, in its workers and in the service worker alike.
 */
export function takeAway(server: ScreenServer, members: readonly Member[]): void {
  const lines = members.map(
    ([on, name]) =>
      `for (let from = ${on}; from; from = Object.getPrototypeOf(from)) Reflect.deleteProperty(from, '${name}');`,
  );
  serveScriptsWith(server, `{${lines.join('')}}`);
}

/** Serves every script of the program with another one in front of it. */
export function serveScriptsWith(server: ScreenServer, before: string): void {
  const files = readdirSync(dist, { recursive: true, encoding: 'utf8' });
  for (const file of files.filter((name) => extname(name) === '.js'))
    server.overrides.set(
      `/${file.split('\\').join('/')}`,
      `${before}\n${readFileSync(join(dist, file), 'utf8')}`,
    );
}
