import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import {
  ManifestError,
  type ManifestReference,
  type ManifestSummary,
  rewriteManifest,
  summarizeManifest,
} from '../core/media/hls-manifest.ts';
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
const maxVariants = 64;

/**
 * Reads a stream's playlists and names everything they refer to. In the kept copies every address is a file name beside
 * the playlist, so they play from wherever they are served.
 * @throws MediaError `unsupported` for a live stream, `hash-mismatch` when the addressed playlist is not the approved one.
 */
export async function planStream(creative: Creative, context: RequestContext): Promise<StreamPlan> {
  const folder = keptPath(creative).replace(/index\.m3u8$/, '');
  const hashes = new Map(creative.files?.map((file) => [file.url, file.sha256]));
  if (creative.sha256 !== undefined) hashes.set(creative.url, creative.sha256);
  const index = await readPlaylist(creative.url, hashes.get(creative.url), context);
  const variants: Playlist[] = [];
  for (const url of new Set(addressesIn([index], 'manifest'))) {
    const variant = await readPlaylist(url, hashes.get(url), context);
    if (variant.kind === 'master') throw new MediaError('unsupported', url, 'a variant that has variants');
    variants.push(variant);
  }
  const files = [...new Set(addressesIn([index, ...variants], 'file'))].map((url) => ({
    url,
    path: folder + fileName(url),
    sha256: hashes.get(url),
  }));
  const keptVariants = variants.map((variant) => ({
    path: folder + fileName(variant.url),
    kept: keptPlaylist(variant),
  }));
  return { files, playlists: [...keptVariants, { path: keptPath(creative), kept: keptPlaylist(index) }] };
}

interface Playlist extends ManifestSummary {
  readonly url: string;
  readonly text: string;
}

async function readPlaylist(
  url: string,
  expected: string | undefined,
  context: RequestContext,
): Promise<Playlist> {
  const text = await fetchPlaylist(url, expected, context);
  const summary = summarize(text, url);
  if (!summary.complete)
    throw new MediaError('unsupported', url, 'a live stream has no end and cannot be kept');
  if (addressesIn([summary], 'manifest').length > maxVariants) {
    throw new MediaError('unsupported', url, `it names more than ${maxVariants} playlists`);
  }
  return { ...summary, url, text };
}

function summarize(text: string, url: string): ManifestSummary {
  try {
    return summarizeManifest(text, url);
  } catch (cause) {
    if (!(cause instanceof ManifestError)) throw cause;
    throw new MediaError('unsupported', url, cause.message);
  }
}

function addressesIn(playlists: readonly ManifestSummary[], leadsTo: ManifestReference): string[] {
  const references = playlists.flatMap((playlist) => playlist.references);
  return references.filter((reference) => reference.leadsTo === leadsTo).map((reference) => reference.url);
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

function keptPlaylist({ text, url }: Playlist): KeptBody {
  const bytes = utf8ToBytes(rewriteManifest(text, url, fileName));
  return {
    body: new Blob([bytes.slice()]),
    contentType: 'application/vnd.apple.mpegurl',
    sha256: bytesToHex(sha256(bytes)),
  };
}

/** Half a SHA-256 of the address: the same at every attempt, so that a resumed stream finds what it has. */
function fileName(url: string): string {
  return `${hashOfText(url).slice(0, 32)}${extensionOf(url)}`;
}
