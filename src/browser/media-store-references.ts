import { rewriteManifest } from '../core/media/hls-manifest.ts';

/** The playlist at `address` and, through the playlists it names, all files, each once. Missing playlists have no references. */
export async function allReferences(
  cache: Cache,
  address: string,
  found: Set<string> = new Set(),
): Promise<string[]> {
  found.add(address);
  const text = await textOf(cache, address);
  const playlists: string[] = [];
  rewriteManifest(text, address, (reference, leadsTo) => {
    if (leadsTo === 'manifest' && !found.has(reference)) playlists.push(reference);
    else found.add(reference);
    return reference;
  });
  for (const playlist of playlists) await allReferences(cache, playlist, found);
  return [...found];
}

async function textOf(cache: Cache, address: string): Promise<string> {
  const kept = await cache.match(address);
  try {
    return kept === undefined ? '' : await kept.text();
  } catch {
    return '';
  }
}
