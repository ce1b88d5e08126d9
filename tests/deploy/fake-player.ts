import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What `npm run build` makes, as far as the recipes look at it. */
export const playerFiles: Readonly<Record<string, string>> = {
  'index.html': '<!doctype html><title>screen</title>',
  'audit.html': '<!doctype html><title>desk</title>',
  'service-worker.js': '/* worker */',
  'manifest.webmanifest': '{}',
  'assets/index-1.js': 'export {};',
  'playlists/index.json': '[]',
  'playlists/anti-fraud/media/影片 1.mp4': '0123456789',
};

export function writePlayer(folder: string, files = playerFiles): string {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}
