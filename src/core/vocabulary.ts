/** A word for people: Chinese first, English beside it. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

const categories: Readonly<Record<string, Words>> = {
  'anti-fraud': { zh: '反诈宣传', en: 'Anti-fraud' },
  host: { zh: '本单位内容', en: 'Venue’s own' },
  interaction: { zh: '触摸学习', en: 'Self-service learning' },
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
  video: { zh: '视频', en: 'Video' },
  hls: { zh: '视频流', en: 'Video stream' },
  image: { zh: '图片', en: 'Image' },
  slogan: { zh: '标语', en: 'Slogan' },
  web: { zh: '网页', en: 'Web page' },
  announcement: { zh: '语音', en: 'Announcement' },
};

export const categoryWords = (category: string) => wordsIn(categories, category);
export const topicWords = (topic: string) => wordsIn(topics, topic);
export const kindWords = (kind: string) => wordsIn(kinds, kind);

/** A word that is not known is shown as it is. */
export function wordsIn(words: Readonly<Record<string, Words>>, word: string): Words {
  return Object.entries(words).find(([known]) => known === word)?.[1] ?? { zh: word, en: word };
}
