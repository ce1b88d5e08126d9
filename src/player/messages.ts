import type { Language } from '../elements/language.ts';

interface Messages {
  readonly playingElsewhere: string;
  readonly preparing: string;
  readonly downloading: (filesDone: number, filesTotal: number, size: string, timeLeft: string) => string;
  readonly secondsLeft: (seconds: number) => string;
  readonly minutesLeft: (minutes: number) => string;
  readonly notWritten: (entries: number) => string;
}

export const messages: Record<Language, Messages> = {
  'zh-CN': {
    playingElsewhere: '本屏幕已在另一个窗口播放。关闭那个窗口后，这里会自动接着播放。',
    preparing: '正在准备播放方案…',
    downloading: (filesDone, filesTotal, size, timeLeft) =>
      `正在下载素材 ${filesDone}/${filesTotal} · ${size}${timeLeft}`,
    secondsLeft: (seconds) => ` · 约剩 ${seconds} 秒`,
    minutesLeft: (minutes) => ` · 约剩 ${minutes} 分钟`,
    notWritten: (entries) => `播出日志写不进本机存储，${entries} 条暂存在内存里。请检查磁盘空间。`,
  },
  en: {
    playingElsewhere:
      'This screen is already playing in another window. Close that window and it goes on here.',
    preparing: 'Preparing the programme …',
    downloading: (filesDone, filesTotal, size, timeLeft) =>
      `Downloading ${filesDone}/${filesTotal} · ${size}${timeLeft}`,
    secondsLeft: (seconds) => ` · about ${seconds} s left`,
    minutesLeft: (minutes) => ` · about ${minutes} min left`,
    notWritten: (entries) =>
      `The as-run log cannot be stored; ${entries} entries are held in memory. Check the disk.`,
  },
};
