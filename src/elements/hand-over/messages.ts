import type { Language } from '../language.ts';

interface Messages {
  readonly frame: string;
  readonly question: string;
  readonly returns: (seconds: number) => string;
  readonly stay: string;
}

export const messages: Record<Language, Messages> = {
  'zh-CN': {
    frame: '移交后的页面',
    question: '还在使用吗？',
    returns: (seconds) => `${seconds} 秒后返回反诈宣传`,
    stay: '继续使用',
  },
  en: {
    frame: 'The page that was handed over to',
    question: 'Still here?',
    returns: (seconds) => `Back to the anti-fraud programme in ${seconds} s`,
    stay: 'Go on',
  },
};
