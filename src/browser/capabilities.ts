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
    | 'h264';
  readonly present: boolean;
  /** What its absence means for the screen. */
  readonly consequence: { readonly 'zh-CN': string; readonly en: string };
}

type Check = Omit<Capability, 'present'> & { readonly isPresent: () => boolean };

const checks: readonly Check[] = [
  {
    name: 'secure-origin',
    isPresent: () => globalThis.isSecureContext === true,
    consequence: {
      'zh-CN': '页面不是经 HTTPS 或本机地址打开的，素材无法离线保存，断网后只能播放内置标语。',
      en: 'The page was not opened over HTTPS or from this machine, so nothing can be kept offline: without the network only built-in slogans play.',
    },
  },
  {
    name: 'service-worker',
    isPresent: () => 'serviceWorker' in navigator,
    consequence: {
      'zh-CN': '断网时无法打开本页；已打开的页面从网络播放素材。',
      en: 'This page cannot be opened without the network; while it is open, creatives play from the network.',
    },
  },
  {
    name: 'cache-storage',
    isPresent: () => typeof caches !== 'undefined',
    consequence: {
      'zh-CN': '素材不能保存在本机，每次都从网络播放。',
      en: 'Creatives cannot be kept on this device and play from the network each time.',
    },
  },
  {
    name: 'indexed-db',
    isPresent: () => typeof indexedDB !== 'undefined',
    consequence: {
      'zh-CN': '播出日志不能写入本机，本屏幕无法出具播放证明。',
      en: 'The as-run log cannot be written, so this screen cannot prove its plays.',
    },
  },
  {
    name: 'storage-estimate',
    isPresent: () => typeof navigator.storage?.estimate === 'function',
    consequence: {
      'zh-CN': '下载前无法检查剩余空间；空间用完时下载停止，正在播放的方案不受影响。',
      en: 'Free space cannot be checked before a download; when it runs out the download stops and the playing programme goes on.',
    },
  },
  {
    name: 'web-locks',
    isPresent: () => 'locks' in navigator,
    consequence: {
      'zh-CN': '无法发现本页是否重复打开，请只打开一个窗口。',
      en: 'A second window of this page goes unnoticed: open one only.',
    },
  },
  {
    name: 'video-frame-callback',
    isPresent: () => 'requestVideoFrameCallback' in HTMLVideoElement.prototype,
    consequence: {
      'zh-CN': '无法逐帧确认画面，切换衔接按时间估计。',
      en: 'Presented frames cannot be observed; boundaries are timed by estimate.',
    },
  },
  {
    name: 'web-crypto',
    isPresent: () => typeof crypto !== 'undefined' && typeof crypto.getRandomValues === 'function',
    consequence: {
      'zh-CN': '无法生成本屏幕的签名密钥，播出日志没有签名。',
      en: "The screen's signing key cannot be made, so the as-run log is not signed.",
    },
  },
  {
    name: 'wake-lock',
    isPresent: () => 'wakeLock' in navigator,
    consequence: {
      'zh-CN': '页面不能阻止屏幕休眠，请在系统设置中关闭息屏。',
      en: 'The page cannot keep the display awake: switch its sleep off in the system settings.',
    },
  },
  {
    name: 'h264',
    isPresent: () => document.createElement('video').canPlayType('video/mp4; codecs="avc1.64001f"') !== '',
    consequence: {
      'zh-CN': '浏览器不能解码 H.264 影片，这些条目由标语代替。',
      en: 'This browser cannot decode H.264 films; slogans stand in for them.',
    },
  },
];

/** Every capability the player builds on, in order of weight. */
export function capabilities(): Capability[] {
  return checks.map(({ isPresent, ...check }) => ({ ...check, present: attempt(isPresent) }));
}

function attempt(isPresent: () => boolean): boolean {
  try {
    return isPresent();
  } catch {
    return false;
  }
}
