/** What this browser and origin can do, and what is done instead of what they cannot. */
export interface Capability {
  readonly name:
    | 'secure-origin'
    | 'service-worker'
    | 'cache-storage'
    | 'indexed-db'
    | 'storage-estimate'
    | 'web-locks'
    | 'video-frame-callback'
    | 'web-crypto'
    | 'wake-lock'
    | 'h264'
    | 'aac'
    | 'hls'
    | 'private-files'
    | 'persistent-storage'
    | 'chinese-voice'
    | 'plausible-clock';
  readonly present: boolean;
  /** Whether the log says so when it is missing: without it what is shown, kept or proven is less. */
  readonly weighs: boolean;
  readonly title: { readonly 'zh-CN': string; readonly en: string };
  /** What its absence means for the screen. */
  readonly consequence: { readonly 'zh-CN': string; readonly en: string };
}

type Check = Omit<Capability, 'present'> & { readonly isPresent: () => boolean | Promise<boolean> };

/** Earlier than this program, or far beyond its life: a clock that was never set. */
const plausibleYears = { from: 2026, to: 2100 };
const voicesWithinMs = 2_000;

const checks: readonly Check[] = [
  {
    name: 'secure-origin',
    title: { 'zh-CN': '安全来源（HTTPS 或本机）', en: 'Secure origin (HTTPS or this machine)' },
    weighs: true,
    isPresent: () => globalThis.isSecureContext === true,
    consequence: {
      'zh-CN': '页面不是经 HTTPS 或本机地址打开的，素材无法离线保存，断网后只能播放内置标语。',
      en: 'The page was not opened over HTTPS or from this machine, so nothing can be kept offline: without the network only built-in slogans play.',
    },
  },
  {
    name: 'service-worker',
    title: { 'zh-CN': '离线打开（Service Worker）', en: 'Opening offline (service worker)' },
    weighs: true,
    isPresent: () => 'serviceWorker' in navigator,
    consequence: {
      'zh-CN': '断网时无法打开本页；已打开的页面从网络播放素材。',
      en: 'This page cannot be opened without the network; while it is open, creatives play from the network.',
    },
  },
  {
    name: 'cache-storage',
    title: { 'zh-CN': '素材保存（Cache Storage）', en: 'Keeping creatives (Cache Storage)' },
    weighs: true,
    isPresent: () => typeof caches !== 'undefined',
    consequence: {
      'zh-CN': '素材不能保存在本机，每次都从网络播放。',
      en: 'Creatives cannot be kept on this device and play from the network each time.',
    },
  },
  {
    name: 'indexed-db',
    title: { 'zh-CN': '日志存储（IndexedDB）', en: 'Storing the log (IndexedDB)' },
    weighs: true,
    isPresent: () => typeof indexedDB !== 'undefined',
    consequence: {
      'zh-CN': '播出日志不能写入本机，本屏幕无法出具播放证明。',
      en: 'The as-run log cannot be written, so this screen cannot prove its plays.',
    },
  },
  {
    name: 'storage-estimate',
    title: { 'zh-CN': '剩余空间查询', en: 'Free space' },
    weighs: false,
    isPresent: () => typeof navigator.storage?.estimate === 'function',
    consequence: {
      'zh-CN': '下载前无法检查剩余空间；空间用完时下载停止，正在播放的方案不受影响。',
      en: 'Free space cannot be checked before a download; when it runs out the download stops and the playing programme goes on.',
    },
  },
  {
    name: 'web-locks',
    title: { 'zh-CN': '防止重复打开（Web Locks）', en: 'One window only (Web Locks)' },
    weighs: true,
    isPresent: () => 'locks' in navigator,
    consequence: {
      'zh-CN': '无法发现本页是否重复打开，请只打开一个窗口。',
      en: 'A second window of this page goes unnoticed: open one only.',
    },
  },
  {
    name: 'video-frame-callback',
    title: { 'zh-CN': '逐帧确认画面', en: 'Presented frames of a film' },
    weighs: true,
    isPresent: () => 'requestVideoFrameCallback' in HTMLVideoElement.prototype,
    consequence: {
      'zh-CN': '浏览器不逐帧回报画面，改读它的帧计数。',
      en: 'The browser does not report the frames it presents; its frame counters are read instead.',
    },
  },
  {
    name: 'web-crypto',
    title: { 'zh-CN': '签名随机数（Web Crypto）', en: 'Randomness for keys (Web Crypto)' },
    weighs: true,
    isPresent: () => typeof crypto !== 'undefined' && typeof crypto.getRandomValues === 'function',
    consequence: {
      'zh-CN': '无法生成本屏幕的签名密钥，播出日志无法建立，本屏幕无法出具播放证明。',
      en: "The screen's signing key cannot be made, so there is no as-run log, and this screen cannot prove its plays.",
    },
  },
  {
    name: 'wake-lock',
    title: { 'zh-CN': '保持亮屏', en: 'Keeping the display awake' },
    weighs: false,
    isPresent: () => 'wakeLock' in navigator,
    consequence: {
      'zh-CN': '页面不能阻止屏幕休眠，请在系统设置中关闭息屏。',
      en: 'The page cannot keep the display awake: switch its sleep off in the system settings.',
    },
  },
  {
    name: 'h264',
    title: { 'zh-CN': 'H.264 影片解码', en: 'Decoding H.264 films' },
    weighs: true,
    isPresent: () => document.createElement('video').canPlayType('video/mp4; codecs="avc1.64001f"') !== '',
    consequence: {
      'zh-CN': '浏览器不能解码 H.264 影片，这些条目由标语代替。',
      en: 'This browser cannot decode H.264 films; slogans stand in for them.',
    },
  },
  {
    name: 'aac',
    title: { 'zh-CN': 'AAC 声音解码', en: 'Decoding AAC sound' },
    weighs: true,
    isPresent: () => document.createElement('audio').canPlayType('audio/mp4; codecs="mp4a.40.2"') !== '',
    consequence: {
      'zh-CN': '浏览器不能解码 AAC 声音，影片可能无声；播不出的条目由标语代替。',
      en: 'This browser cannot decode AAC sound: films may be silent, and slogans stand in for those that do not play.',
    },
  },
  {
    name: 'hls',
    title: { 'zh-CN': 'HLS 视频流', en: 'HLS streams' },
    weighs: true,
    isPresent: playsStreams,
    consequence: {
      'zh-CN': '浏览器不能播放 HLS 视频流，这些条目由其他影片或标语代替。',
      en: 'This browser cannot play HLS streams; other films or slogans stand in for them.',
    },
  },
  {
    name: 'private-files',
    title: { 'zh-CN': '日志的第二份副本（OPFS）', en: 'Second copy of the log (OPFS)' },
    weighs: true,
    isPresent: () => typeof navigator.storage?.getDirectory === 'function',
    consequence: {
      'zh-CN': '播出日志只有数据库里的一份，没有第二份副本，请经常导出日志。',
      en: 'The as-run log is kept in the database only, without a second copy: export it often.',
    },
  },
  {
    name: 'persistent-storage',
    title: { 'zh-CN': '存储不被清理', en: 'Storage that is not cleared' },
    weighs: false,
    isPresent: async () => (await navigator.storage?.persisted?.()) === true,
    consequence: {
      'zh-CN': '磁盘快满时，浏览器可能清除素材和日志。请把本页安装为应用，或在浏览器策略中允许，并留足空间。',
      en: 'When the disk fills up the browser may clear creatives and log. Install this page as an app, or allow it by policy, and leave room.',
    },
  },
  {
    name: 'chinese-voice',
    title: { 'zh-CN': '中文语音朗读', en: 'A Chinese voice' },
    weighs: false,
    isPresent: hasChineseVoice,
    consequence: {
      'zh-CN': '系统没有中文语音，语音播报只能用录音文件。',
      en: 'The system has no Chinese voice; announcements can be played from recorded files only.',
    },
  },
  {
    name: 'plausible-clock',
    title: { 'zh-CN': '系统时间', en: 'System clock' },
    weighs: true,
    isPresent: isClockPlausible,
    consequence: {
      'zh-CN': '系统时间明显不对，按日期和时段投放的条目会播错，请校时。播放时长占比不受影响。',
      en: 'The system clock is clearly wrong: what depends on dates and times of day plays at the wrong time. Set it. Shares of time are not affected.',
    },
  },
];

/** Every capability the player builds on. Resolves within a few seconds; never rejects. */
export function capabilities(): Promise<Capability[]> {
  return Promise.all(
    checks.map(async ({ isPresent, ...check }) => ({ ...check, present: await attempt(isPresent) })),
  );
}

async function attempt(isPresent: () => boolean | Promise<boolean>): Promise<boolean> {
  try {
    return await isPresent();
  } catch {
    return false;
  }
}

function playsStreams(): boolean {
  const isNative = document.createElement('video').canPlayType('application/vnd.apple.mpegurl') !== '';
  return isNative || MediaSource.isTypeSupported('video/mp4; codecs="avc1.64001f,mp4a.40.2"');
}

/** Browsers list their voices when they have asked the system, some of them only then. */
async function hasChineseVoice(): Promise<boolean> {
  const isThere = () => speechSynthesis.getVoices().some(({ lang }) => /^(zh|cmn)\b/i.test(lang));
  if (isThere()) return true;
  await new Promise((resolve) => {
    speechSynthesis.addEventListener?.('voiceschanged', resolve, { once: true });
    setTimeout(resolve, voicesWithinMs);
  });
  return isThere();
}

function isClockPlausible(): boolean {
  const year = new Date().getFullYear();
  return year >= plausibleYears.from && year <= plausibleYears.to;
}
