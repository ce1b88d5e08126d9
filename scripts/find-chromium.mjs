import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const names = ['chromium', 'chromium-browser', 'google-chrome-stable', 'google-chrome', 'microsoft-edge'];

/** Path of a Chromium on this machine, or undefined: $CHROMIUM_PATH, the PATH, then Playwright's own download. */
export async function findChromium() {
  const inPath = (process.env.PATH ?? '')
    .split(delimiter)
    .flatMap((folder) => names.map((name) => join(folder, name)));
  const found = [process.env.CHROMIUM_PATH, ...inPath].find((path) => path && isExecutable(path));
  return found ?? (await findPlaywrightDownload());
}

/** Switches that tests need: no sandbox only where the system refuses one (root), quiet network, H.264 without a gesture. */
export const chromiumArguments = [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  '--disable-quic',
  '--disable-background-networking',
  '--disable-component-update',
  '--autoplay-policy=no-user-gesture-required',
];

async function findPlaywrightDownload() {
  try {
    const { chromium } = await import('playwright-core');
    return isExecutable(chromium.executablePath()) ? chromium.executablePath() : undefined;
  } catch {
    return undefined;
  }
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
