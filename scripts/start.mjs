import { spawn } from 'node:child_process';
import { ensureInstalled } from './ensure-installed.mjs';

ensureInstalled();
const { build, preview } = await import('vite');

await build({ logLevel: 'warn' });
const server = await preview({
  preview: { host: '127.0.0.1', port: Number(process.env.PORT ?? 4173), strictPort: false },
});
const address = server.resolvedUrls?.local[0] ?? 'http://127.0.0.1:4173/';
process.stdout.write(`
长鸣 Changming
  屏幕 screen           ${address}
  审计 auditor's desk   ${address}audit.html
  停止 stop             Ctrl+C
`);
openBrowser(address);
hintAtMissingChineseFont();

/** Opens the system's browser where there is a desktop; a machine without one is left alone. */
function openBrowser(url) {
  const hasDesktop = process.platform !== 'linux' || process.env.DISPLAY || process.env.WAYLAND_DISPLAY;
  if (!hasDesktop || process.env.CI || process.env.BROWSER === 'none') return;
  const opener = { darwin: ['open'], win32: ['cmd', '/c', 'start', ''] }[process.platform] ?? ['xdg-open'];
  const [command, ...args] = [...opener, url];
  spawn(command, args, { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref();
}

function hintAtMissingChineseFont() {
  if (process.platform !== 'linux') return;
  const list = spawn('fc-list', [':lang=zh', 'family'], { stdio: ['ignore', 'pipe', 'ignore'] });
  let families = '';
  list.stdout?.on('data', (chunk) => {
    families += chunk;
  });
  list.on('error', () => {});
  list.on('close', () => {
    if (families.trim() === '') {
      process.stdout.write(
        '  提示 note             no Chinese font found; on Debian: apt-get install fonts-noto-cjk\n',
      );
    }
  });
}
