import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** All JavaScript before the first picture, hls.js apart. A screen's first visit may be over a phone's hot spot. */
export const budgetBytes = 60_000;

/** Gzipped bytes of the scripts that a built page loads at once: its own and what they import, inline ones too. */
export function firstLoadBytes(page = 'index.html') {
  const html = readFileSync(join(dist, page), 'utf8');
  const inline = [...html.matchAll(/<script>([\s\S]*?)<\/script>/g)].map(([, code]) => code);
  const files = [...html.matchAll(/(?:src|href)="\.?\/?(assets\/[^"]+\.js)"/g)].map(([, file]) => file);
  const sources = [...new Set(files)].map((file) => readFileSync(join(dist, file)));
  return [...inline, ...sources].reduce((sum, source) => sum + gzipSync(source, { level: 9 }).length, 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const bytes = firstLoadBytes();
  process.stdout.write(`First load: ${bytes} bytes gzipped of ${budgetBytes}\n`);
  process.exitCode = bytes > 0 && bytes <= budgetBytes ? 0 : 1;
}
