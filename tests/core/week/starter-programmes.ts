import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { loadProgramme } from '../../../src/core/playlist/load.ts';
import type { ResolvedProgramme } from '../../../src/core/playlist/programme-spot.ts';

const index = new URL('../../../playlists/index.json', import.meta.url);
const read = (address: string) => readFileSync(fileURLToPath(address));

/** Every programme that is offered out of the box and promises a share, in the order in which they are offered. */
export async function starterProgrammes(): Promise<ResolvedProgramme[]> {
  const offered: { url: string }[] = JSON.parse(read(index.href).toString());
  const loaded = await Promise.all(
    offered.map(({ url }) => loadProgramme(new URL(url, index).href, async (address) => read(address))),
  );
  return loaded.flatMap((programme) => {
    if (!programme.ok) throw new Error(`Cannot load a programme: ${JSON.stringify(programme.faults)}`);
    return programme.value.programme.shares.length > 0 ? [programme.value] : [];
  });
}
