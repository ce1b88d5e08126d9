import type { Language } from '../../language.ts';

interface Messages {
  /** On the picture, where the code would stand. */
  readonly notWritten: string;
  /** For those who hear the page. */
  readonly code: (code: string) => string;
  readonly nothingWritten: string;
}

export const messages: Record<Language, Messages> = {
  'zh-CN': {
    notWritten: '日志未写入',
    code: (code) => `播出日志校验码 ${code}`,
    nothingWritten: '播出日志还没有校验码',
  },
  en: {
    notWritten: 'LOG NOT WRITTEN',
    code: (code) => `Live code of the as-run log: ${code}`,
    nothingWritten: 'The as-run log has no live code yet',
  },
};
