import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';

const inPath = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
];
const onWindows = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe'];

/** The browser to show the player with, or undefined. Edge comes last: see browserArguments(). */
export function findBrowser({ platform = process.platform, environment = process.env } = {}) {
  return candidates(platform, environment).find(isExecutable);
}

function candidates(platform, environment) {
  if (platform !== 'win32') {
    const folders = (environment.PATH ?? '').split(delimiter).filter(Boolean);
    return inPath.flatMap((name) => folders.map((folder) => join(folder, name)));
  }
  const homes = ['ProgramFiles', 'ProgramFiles(x86)', 'LOCALAPPDATA']
    .map((name) => environment[name])
    .filter(Boolean);
  return onWindows.flatMap((path) => homes.map((home) => `${home}\\${path}`));
}

/** What each switch is for stands in docs/deploy.md. */
export function browserArguments({ browser, url, profile, platform = process.platform }) {
  return [
    ...window(browser, url),
    `--user-data-dir=${profile}`,
    '--no-first-run',
    '--no-default-browser-check',
    '--noerrdialogs',
    '--hide-crash-restore-bubble',
    '--autoplay-policy=no-user-gesture-required',
    '--disable-pinch',
    '--overscroll-history-navigation=0',
    ...(platform === 'linux' ? ['--password-store=basic'] : []),
  ];
}

/** `--kiosk` makes Edge open an InPrivate window, which forgets the as-run log when it closes. */
function window(browser, url) {
  const isEdge = /(msedge|microsoft-edge)[^/\\]*$/i.test(browser);
  return isEdge ? ['--start-fullscreen', `--app=${url}`] : ['--kiosk', url];
}

function isExecutable(path) {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
