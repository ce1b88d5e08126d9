import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import { ManifestError, rewriteManifest, summarizeManifest } from '../core/media/hls-manifest.ts';
import { extensionOf, hashOfText, keptPath } from '../core/media/kept-address.ts';
import { type Creative, MediaError } from '../core/ports/media-store.ts';
import type { WantedFile } from './media-store-file.ts';
import type { KeptBody } from './media-store-kept.ts';
import { type RequestContext, request } from './media-store-request.ts';

/** What keeping a stream on demand takes: its files first, then its playlists, the one it is addressed by last. */
export interface StreamPlan {
  readonly files: readonly WantedFile[];
  readonly playlists: readonly { readonly path: string; readonly kept: KeptBody }[];
}

const maxPlaylistBytes = 4 * 1024 * 1024;
const maxPlaylists = 64;

/**
 * Reads a stream's playlists and names everything they refer to. In the kept copies every address is a file name beside
 * the playlist, so they play from wherever they are served.
 * @throws MediaError `unsupported` for a live stream, `hash-mismatch` when the addressed playlist is not the approved one.
 */
export async function planStream(creative: Creative, context: RequestContext): Promise<StreamPlan> {
  const folder = keptPath(creative).replace(/index\.m3u8$/, '');
  const hashes = new Map(creative.files?.map((file) => [file.url, file.sha256]));
  if (creative.sha256 !== undefined) hashes.set(creative.url, creative.sha256);
  const files = new Map<string, WantedFile>();
  const playlists = new Map<string, StreamPlan['playlists'][number]>();
  const waiting = [creative.url];
  for (let url = waiting.pop(); url !== undefined; url = waiting.pop()) {
    if (playlists.has(url)) continue;
    if (playlists.size === maxPlaylists) {
      throw new MediaError('unsupported', creative.url, `it names more than ${maxPlaylists} playlists`);
    }
    const text = await fetchPlaylist(url, hashes.get(url), context);
    for (const reference of referencesOf(text, url)) {
      if (reference.leadsTo === 'manifest') waiting.push(reference.url);
      else files.set(reference.url, wantedFile(reference.url, folder, hashes.get(reference.url)));
    }
    const path = url === creative.url ? keptPath(creative) : folder + fileName(url);
    playlists.set(url, { path, kept: keptPlaylist(text, url) });
  }
  return { files: [...files.values()], playlists: [...playlists.values()].reverse() };
}

function referencesOf(text: string, url: string) {
  try {
    const summary = summarizeManifest(text, url);
    if (summary.complete) return summary.references;
  } catch (cause) {
    if (!(cause instanceof ManifestError)) throw cause;
    throw new MediaError('unsupported', url, cause.message);
  }
  throw new MediaError('unsupported', url, 'a live stream has no end and cannot be kept');
}

async function fetchPlaylist(
  url: string,
  expected: string | undefined,
  context: RequestContext,
): Promise<string> {
  const bytes = await fetchSmall(url, context);
  const found = bytesToHex(sha256(bytes));
  if (expected !== undefined && expected !== found) {
    throw new MediaError('hash-mismatch', url, `expected SHA-256 ${expected}, found ${found}`);
  }
  return new TextDecoder().decode(bytes);
}

async function fetchSmall(url: string, context: RequestContext): Promise<Uint8Array> {
  const response = await request(url, {}, context);
  if (response.status !== 200) {
    response.release();
    const code = response.status === 404 || response.status === 410 ? 'not-found' : 'network';
    throw new MediaError(code, url, `the server answered ${response.status}`);
  }
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let size = 0;
  await response.read(async (bytes) => {
    size += bytes.length;
    if (size > maxPlaylistBytes) throw new MediaError('unsupported', url, 'an HLS playlist over 4 MiB');
    pieces.push(bytes.slice());
  });
  return new Uint8Array(await new Blob(pieces).arrayBuffer());
}

function keptPlaylist(text: string, url: string): KeptBody {
  const bytes = utf8ToBytes(rewriteManifest(text, url, fileName));
  return {
    body: new Blob([bytes.slice()]),
    contentType: 'application/vnd.apple.mpegurl',
    sha256: bytesToHex(sha256(bytes)),
  };
}

function wantedFile(url: string, folder: string, hash: string | undefined): WantedFile {
  return { url, path: folder + fileName(url), sha256: hash };
}

/** Half a SHA-256 of the address: the same at every attempt, so that a resumed stream finds what it has. */
function fileName(url: string): string {
  return `${hashOfText(url).slice(0, 32)}${extensionOf(url)}`;
}
