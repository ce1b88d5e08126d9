import { ensureInstalled } from './ensure-installed.mjs';

const help = `npm run content [-- <id> …]
Draws the films, pictures and icons that play out of the box, and writes their hashes and lengths into playlists/.
Without an id everything is made; it needs a Chromium, ffmpeg and Noto Sans CJK SC. See content/README.md.`;

const wanted = process.argv.slice(2);
if (wanted.includes('--help')) {
  console.log(help);
} else {
  ensureInstalled();
  const { register } = await import('tsx/esm/api');
  register();
  const { makeContent } = await import('../content/main.ts');
  try {
    await makeContent(wanted);
  } catch (error) {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  }
}
