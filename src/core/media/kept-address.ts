import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { Creative } from '../ports/media-store.ts';

/** Kept creatives: whole and verified. The page writes it, the service worker serves from it. */
export const keptCacheName = 'changming-creatives';
/** Pieces of creatives on their way. */
export const partsCacheName = 'changming-creative-parts';
/** The folder below the service worker's scope in which kept creatives have their addresses. */
export const keptFolder = 'creatives/';
/** The recorded SHA-256 (lower-case hex) of the bytes as kept, on every kept response. */
export const keptHashHeader = 'X-Changming-Sha256';

const mediaTypes: Readonly<Record<string, string>> = {
  '.mp4': 'video/mp4',
  '.m4v': 'video/mp4',
  '.m4s': 'video/iso.segment',
  '.webm': 'video/webm',
  '.mov': 'video/quicktime',
  '.ts': 'video/mp2t',
  '.m3u8': 'application/vnd.apple.mpegurl',
  '.mp3': 'audio/mpeg',
  '.m4a': 'audio/mp4',
  '.aac': 'audio/aac',
  '.ogg': 'audio/ogg',
  '.opus': 'audio/ogg',
  '.wav': 'audio/wav',
  '.jpg': 'image/jpeg',
  '.jpeg': 'image/jpeg',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.gif': 'image/gif',
  '.svg': 'image/svg+xml',
  '.vtt': 'text/vtt',
};

/**
 * Where a creative is kept, relative to the scope: `creatives/<sha256>.mp4`. Without a hash it is kept by its address,
 * so a publisher who changes such a file must change its address too.
 */
export function keptPath(creative: Creative): string {
  const name = creative.sha256 ?? `address-${hashOfText(creative.url)}`;
  if (creative.kind === 'hls') return `${keptFolder}hls/${name}/index.m3u8`;
  return `${keptFolder}${name}${extensionOf(creative.url)}`;
}

/** Lower-case extension with its dot, where it is that of a known media type; else an empty string. */
export function extensionOf(url: string): string {
  const found = /\.[a-z0-9]{1,5}$/i.exec(new URL(url).pathname)?.[0].toLowerCase() ?? '';
  return found in mediaTypes ? found : '';
}

/**
 * The content type a kept creative is served with: what its server said, where that is a media type, else that of its
 * extension. Anything else becomes plain bytes: a publisher's file must never run as a page of this origin.
 */
export function mediaTypeOf(url: string, served: string | null): string {
  const type = served?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (/^(video|audio|image)\/[a-z0-9.+-]+$/.test(type)) return type;
  return mediaTypes[extensionOf(url)] ?? 'application/octet-stream';
}

/** SHA-256 of a text's UTF-8 bytes, lower-case hex. */
export function hashOfText(text: string): string {
  return bytesToHex(sha256(utf8ToBytes(text)));
}
