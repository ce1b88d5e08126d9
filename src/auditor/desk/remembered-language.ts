import type { Language } from '../../elements/language.ts';

const key = 'changming-auditor-language';

/** The language chosen on this page before; Chinese where none was, or where the browser keeps nothing. */
export function rememberedLanguage(): Language {
  try {
    return localStorage.getItem(key) === 'en' ? 'en' : 'zh-CN';
  } catch {
    return 'zh-CN';
  }
}

export function rememberLanguage(language: Language): void {
  try {
    localStorage.setItem(key, language);
  } catch {
    // Then it is asked for again next time; nothing else depends on it.
  }
}
