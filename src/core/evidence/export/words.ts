/** A word for people: Chinese first, English beside it. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

const categories: Readonly<Record<string, Words>> = {
  'anti-fraud': { zh: '反诈宣传', en: 'Anti-fraud' },
  host: { zh: '网点自有', en: 'Venue’s own' },
};

const topics: Readonly<Record<string, Words>> = {
  'fake-rebate': { zh: '刷单返利', en: 'Fake-task rebates' },
  'fake-investment': { zh: '虚假投资理财', en: 'Fake investment' },
  'fake-loan': { zh: '虚假网络贷款', en: 'Fake online loans' },
  'fake-shopping': { zh: '虚假购物服务', en: 'Fake shopping and services' },
  'fake-service-agent': { zh: '冒充客服', en: 'Fake customer service' },
  impersonation: { zh: '冒充熟人（领导）', en: 'Impersonating acquaintances or bosses' },
  general: { zh: '综合', en: 'General' },
};

const kinds: Readonly<Record<string, Words>> = {
  video: { zh: '视频', en: 'video' },
  hls: { zh: '视频流', en: 'video stream' },
  image: { zh: '图片', en: 'image' },
  slogan: { zh: '标语', en: 'slogan' },
  web: { zh: '网页', en: 'web page' },
  announcement: { zh: '语音', en: 'announcement' },
};

const offAir: Readonly<Record<string, Words>> = {
  hidden: { zh: '画面被遮挡或切到后台', en: 'picture hidden' },
  'opening-hours': { zh: '非开放时间', en: 'outside opening hours' },
  closed: { zh: '播放器被关闭', en: 'player closed' },
  crash: { zh: '断电或异常退出', en: 'power cut or crash' },
  update: { zh: '程序更新', en: 'program update' },
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
  'sound-refused': { zh: '声音被禁止', en: 'sound refused' },
};

export const categoryWords = (word: string) => wordsIn(categories, word);
export const topicWords = (word: string) => wordsIn(topics, word);
export const kindWords = (word: string) => wordsIn(kinds, word);
export const offAirWords = (word: string) => wordsIn(offAir, word);
export const outcomeWords = (word: string) => wordsIn(outcomes, word);

/** `failed: <spot>` is how a report names a spot that failed; everything else is the name of a fault. */
export function causeWords(cause: string): Words {
  const [, spot] = /^failed: (.*)$/s.exec(cause) ?? [];
  if (spot === undefined) return wordsIn(faults, cause);
  return { zh: `播放失败：${spot}`, en: `failed: ${spot}` };
}

/** A word that is not known is shown as it is. */
function wordsIn(words: Readonly<Record<string, Words>>, word: string): Words {
  return Object.entries(words).find(([known]) => known === word)?.[1] ?? { zh: word, en: word };
}
