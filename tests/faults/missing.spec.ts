import { expect, type Page, test } from '@playwright/test';
import type { AsRunEntry, PlayEntry } from '../../src/core/as-run/entry.ts';
import { logWithPlays, playsOf, readLog } from '../e2e/as-run.ts';
import { BrowserProcess } from '../e2e/browser-process.ts';
import { startPlaying } from '../e2e/set-up.ts';
import { FaultServer } from './fault-server.ts';
import { type Member, takeAway } from './take-away.ts';

/** What a browser lacks, by its name in `src/browser/capabilities.ts`, and what is said of it then. */
interface Lack {
  readonly member: Member;
  readonly zh: string;
  readonly en: string;
  /** Whether the log says it too. */
  readonly weighs?: true;
}

const lacks = {
  'service-worker': {
    member: ['self.Navigator?.prototype', 'serviceWorker'],
    zh: '断网时无法打开本页',
    en: 'This page cannot be opened without the network',
    weighs: true,
  },
  'cache-storage': {
    member: ['self', 'caches'],
    zh: '素材不能保存在本机',
    en: 'Creatives cannot be kept on this device',
    weighs: true,
  },
  'web-locks': {
    member: ['self.Navigator?.prototype', 'locks'],
    zh: '无法发现本页是否重复打开',
    en: 'A second window of this page goes unnoticed',
    weighs: true,
  },
  'video-frame-callback': {
    member: ['self.HTMLVideoElement?.prototype', 'requestVideoFrameCallback'],
    zh: '浏览器不逐帧回报画面',
    en: 'The browser does not report the frames it presents',
    weighs: true,
  },
  'private-files': {
    member: ['self.StorageManager?.prototype', 'getDirectory'],
    zh: '播出日志只有数据库里的一份',
    en: 'The as-run log is kept in the database only',
    weighs: true,
  },
  'storage-estimate': {
    member: ['self.StorageManager?.prototype', 'estimate'],
    zh: '下载前无法检查剩余空间',
    en: 'Free space cannot be checked before a download',
  },
  'wake-lock': {
    member: ['self.Navigator?.prototype', 'wakeLock'],
    zh: '页面不能阻止屏幕休眠',
    en: 'The page cannot keep the display awake',
  },
  'chinese-voice': {
    member: ['self', 'speechSynthesis'],
    zh: '语音播报只能用录音文件',
    en: 'announcements can be played from recorded files only',
  },
  'indexed-db': {
    member: ['self', 'indexedDB'],
    zh: '播出日志不能写入本机',
    en: 'The as-run log cannot be written',
    weighs: true,
  },
  'web-crypto': {
    member: ['self', 'crypto'],
    zh: '无法生成本屏幕的签名密钥',
    en: "The screen's signing key cannot be made",
    weighs: true,
  },
} satisfies Readonly<Record<string, Lack>>;

type LackName = keyof typeof lacks;

const together: readonly (readonly LackName[])[] = [
  ['service-worker'],
  ['cache-storage'],
  ['web-locks', 'video-frame-callback', 'private-files'],
  ['storage-estimate', 'wake-lock', 'chinese-voice'],
];

let server: FaultServer;
let browser: BrowserProcess;

test.beforeEach(async () => {
  server = new FaultServer();
  server.heal();
  await server.connect();
  browser = await BrowserProcess.create('--host-resolver-rules=MAP screen.example 127.0.0.1');
});

test.afterEach(async () => {
  await browser.dispose();
  await server.cut();
});

for (const names of together) {
  test(`without ${names.join(', ')} everything plays and is logged; set-up and panel say it in both languages, the log what weighs`, async () => {
    const page = await openWithout(names);
    await startPlaying(page);
    const entries = await logOfAllKinds(page);
    const declared = declaredIn(entries);
    for (const name of names)
      expect([name, declared.includes(`${name}: `)]).toEqual([name, 'weighs' in lacks[name]]);
    await page.keyboard.press('Control+Alt+KeyC');
    await expectSaid(page, 'changming-panel', names);
    if (names.includes('private-files'))
      await expect(page.getByText('这个浏览器没有存放处：播出日志只有一份').first()).toBeAttached();
    // Two seconds of film, by whatever counts the frames; a play that the machine stuttered through may be off.
    const errorsMs = playsOf(entries)
      .filter(({ kind, outcome }) => kind === 'video' && outcome === 'completed')
      .map(({ airtimeMs }) => Math.abs(airtimeMs - 2_000));
    expect(Math.min(...errorsMs)).toBeLessThan(500);
  });
}

for (const name of ['indexed-db', 'web-crypto'] as const) {
  test(`without ${name} there is no log, but the picture goes on; set-up and panel say it in both languages`, async () => {
    const page = await openWithout([name]);
    await startPlaying(page);
    const films = page.locator('changming-stage .on-view video');
    await expect(films).toBeVisible();
    await expect(films).toHaveCount(0);
    await expect(films).toBeVisible();
    await page.keyboard.press('Control+Alt+KeyC');
    await expectSaid(page, 'changming-panel', [name]);
    expect(await readLog(page).catch(() => [])).toEqual([]);
  });
}

test('opened from an insecure address everything plays from the network and is logged; the log says what is not kept', async () => {
  const page = await browser.open(server.url.replace('127.0.0.1', 'screen.example'));
  const said = page.locator('changming-setup dd');
  await expect(said.filter({ hasText: '断网后只能播放内置标语' })).toBeVisible();
  await startPlaying(page);
  const declared = declaredIn(await logOfAllKinds(page));
  for (const name of ['secure-origin', 'service-worker', 'cache-storage', 'web-locks', 'private-files'])
    expect(declared).toContain(`${name}: `);
});

async function openWithout(names: readonly LackName[]): Promise<Page> {
  takeAway(
    server,
    names.map((name) => lacks[name].member),
  );
  const page = await browser.open(server.url);
  await expectSaid(page, 'changming-setup', names);
  return page;
}

/** What the browser lacks stands there in Chinese, and in English once that is chosen; then Chinese is put back. */
async function expectSaid(page: Page, element: string, names: readonly LackName[]): Promise<void> {
  const said = page.locator(element).locator('dd');
  const language = (name: string) => page.locator(element).getByRole('button', { name }).click();
  for (const name of names) await expect(said.filter({ hasText: lacks[name].zh })).toBeAttached();
  await language('English');
  for (const name of names) await expect(said.filter({ hasText: lacks[name].en })).toBeAttached();
  await language('中文');
}

const declaredIn = (entries: readonly AsRunEntry[]): string =>
  entries
    .flatMap((entry) => (entry.type === 'fault' && entry.what === 'engine' ? [entry.detail] : []))
    .join(' ');

/** The log once three films, a slogan and a picture have played to their end. */
async function logOfAllKinds(page: Page): Promise<AsRunEntry[]> {
  const whole = (kind: string) => (play: PlayEntry) => play.kind === kind && play.outcome === 'completed';
  await logWithPlays(page, 1, whole('slogan'));
  await logWithPlays(page, 1, whole('image'));
  return logWithPlays(page, 3, whole('video'));
}
