import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { findChromium } from './find-chromium.mjs';

/**
 * Makes sure that tests have a Chromium and a Chinese font: found, else Playwright's download, else Debian's packages.
 * Says what it does. Returns the path of Chromium, or undefined with a printed reason.
 */
export async function ensureBrowser() {
  let chromium = await findChromium();
  if (!chromium) {
    say('No Chromium found; asking Playwright for one …');
    run('npx', ['playwright', 'install', 'chromium-headless-shell', 'chromium']);
    chromium = await findChromium();
  }
  if (!chromium && canInstallPackages()) {
    say("Playwright had none; installing Debian's chromium …");
    installPackages('chromium');
    chromium = await findChromium();
  }
  if (!chromium) say('No Chromium to be had here: browser tests are skipped. Set CHROMIUM_PATH to one.');
  else ensureChineseFont();
  return chromium;
}

/** What Debian has of other engines and of what they need to be driven and to play films; see tests/engines. */
const enginePackages = {
  'firefox-esr': ['firefox-esr'],
  WebKitWebDriver: [
    'webkit2gtk-driver',
    'gstreamer1.0-libav',
    'gstreamer1.0-plugins-good',
    'gstreamer1.0-plugins-bad',
  ],
  Xvfb: ['xvfb'],
};

/** Installs the other engines where Debian's packages can be had; the tests say which they could not find. */
export function ensureEngines() {
  const absent = Object.entries(enginePackages).filter(
    ([program]) => spawnSync('which', [program]).status !== 0,
  );
  if (absent.length === 0 || !canInstallPackages()) return;
  say(`No ${absent.map(([program]) => program).join(', no ')} found; installing Debian's packages …`);
  installPackages(...absent.flatMap(([, packages]) => packages));
}

/** Installs the databases that the collector's tests start, where Debian's packages can be had. */
export function ensureDatabases() {
  const absent = [
    ...(existsSync('/usr/lib/postgresql') ? [] : ['postgresql']),
    ...(spawnSync('clickhouse-server', ['--help']).error ? ['clickhouse-server'] : []),
  ];
  if (absent.length === 0 || !canInstallPackages()) return;
  say(`No ${absent.join(', no ')} found; installing Debian's …`);
  installPackages(...absent);
}

function ensureChineseFont() {
  const list = spawnSync('fc-list', [':lang=zh', 'family'], { encoding: 'utf8' });
  if (list.error === undefined && list.stdout.trim() !== '') return;
  if (!canInstallPackages())
    return say('No Chinese font found; pictures in the tests will lack their characters.');
  say("No Chinese font found; installing Debian's fonts-noto-cjk …");
  installPackages('fontconfig', 'fonts-noto-cjk');
}

function canInstallPackages() {
  return process.getuid?.() === 0 && spawnSync('apt-get', ['--version']).error === undefined;
}

function installPackages(...names) {
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  run('apt-get', ['update', '-q'], environment);
  run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names], environment);
}

function run(command, args, env = process.env) {
  const { status, stderr } = spawnSync(command, args, {
    env,
    encoding: 'utf8',
    shell: process.platform === 'win32',
  });
  if (status !== 0)
    say(`${command} ${args.join(' ')} failed: ${(stderr ?? '').trim().split('\n').slice(-3).join(' | ')}`);
}

function say(text) {
  process.stdout.write(`${text}\n`);
}
