import { type Language, text } from '../language.ts';

/** The field's words as people read them; a word that is not known here is shown as it is. */
const words = {
  'zh-CN': {
    categories: { 'anti-fraud': '反诈宣传', host: '本单位内容' },
    topics: {
      'fake-rebate': '刷单返利',
      'fake-investment': '虚假投资理财',
      'fake-loan': '虚假网络贷款',
      'fake-shopping': '虚假购物服务',
      'fake-service-agent': '冒充客服',
      impersonation: '冒充熟人（领导）',
    },
    kinds: { video: '视频', hls: '视频流', image: '图片', slogan: '标语', web: '网页', announcement: '语音' },
  },
  en: {
    categories: { 'anti-fraud': 'Anti-fraud', host: 'Venue’s own' },
    topics: {
      'fake-rebate': 'Fake-task rebates',
      'fake-investment': 'Fake investment',
      'fake-loan': 'Fake online loans',
      'fake-shopping': 'Fake shopping and services',
      'fake-service-agent': 'Fake customer service',
      impersonation: 'Impersonating acquaintances or bosses',
    },
    kinds: {
      video: 'Video',
      hls: 'Video stream',
      image: 'Image',
      slogan: 'Slogan',
      web: 'Web page',
      announcement: 'Announcement',
    },
  },
} satisfies Record<Language, Record<string, Record<string, string>>>;

export function categoryName(category: string): string {
  return nameIn(text(words).categories, category);
}

export function topicName(topic: string): string {
  return nameIn(text(words).topics, topic);
}

export function kindName(kind: string): string {
  return nameIn(text(words).kinds, kind);
}

function nameIn(names: Readonly<Record<string, string>>, word: string): string {
  return Object.entries(names).find(([key]) => key === word)?.[1] ?? word;
}
