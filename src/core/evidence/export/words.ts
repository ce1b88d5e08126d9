import { type Words, wordsIn } from '../../vocabulary.ts';

const offAir: Readonly<Record<string, Words>> = {
  hidden: { zh: '画面被遮挡或切到后台', en: 'picture hidden' },
  'opening-hours': { zh: '非开放时间', en: 'outside opening hours' },
  closed: { zh: '播放器被关闭', en: 'player closed' },
  crash: { zh: '断电或异常退出', en: 'power cut or crash' },
  update: { zh: '程序更新', en: 'program update' },
  'handed-over': { zh: '开机提示后移交', en: 'handed over after its warning' },
  stop: { zh: '紧急停播', en: 'emergency stop' },
};

const outcomes: Readonly<Record<string, Words>> = {
  completed: { zh: '播完', en: 'completed' },
  cut: { zh: '中断', en: 'cut' },
  failed: { zh: '失败', en: 'failed' },
};

const faults: Readonly<Record<string, Words>> = {
  'not-found': { zh: '素材缺失', en: 'media missing' },
  network: { zh: '网络中断', en: 'no network' },
  corrupt: { zh: '素材损坏', en: 'media damaged' },
  unsupported: { zh: '格式不支持', en: 'format not supported' },
  timeout: { zh: '加载超时', en: 'took too long' },
  frozen: { zh: '画面卡住', en: 'picture frozen' },
  stalled: { zh: '播放停顿', en: 'stalled' },
  refused: { zh: '被系统拒绝', en: 'refused' },
  storage: { zh: '存储故障', en: 'storage fault' },
  engine: { zh: '浏览器缺少功能', en: 'browser features missing' },
  'hand-over': { zh: '移交未成', en: 'hand-over failed' },
  'sound-refused': { zh: '声音被禁止', en: 'sound refused' },
};

export const offAirWords = (word: string) => wordsIn(offAir, word);
export const outcomeWords = (word: string) => wordsIn(outcomes, word);

/** `failed: <spot>` is how a report names a spot that failed; everything else is the name of a fault. */
export function causeWords(cause: string): Words {
  const [, spot] = /^failed: (.*)$/s.exec(cause) ?? [];
  if (spot === undefined) return wordsIn(faults, cause);
  return { zh: `播放失败：${spot}`, en: `failed: ${spot}` };
}
