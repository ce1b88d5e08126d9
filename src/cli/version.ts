import { readFile } from 'node:fs/promises';

/** Name and version of this program, as an export says who made it. */
export async function playerName(): Promise<string> {
  const manifest = await readFile(new URL('../../package.json', import.meta.url), 'utf8');
  const { version } = JSON.parse(manifest) as { version: string };
  return `changming ${version}`;
}
