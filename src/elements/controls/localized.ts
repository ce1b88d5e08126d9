import type { LocalizedText } from '../../core/playlist/definition.ts';
import { language } from '../language.ts';

/** A publisher's text in the page's language; Chinese, the original, where there is no translation. */
export function localized(content: LocalizedText): string {
  return (language() === 'en' ? content.en : undefined) ?? content['zh-CN'];
}

/** What `localized()` shows is Chinese on an English page when a translation is missing; screen readers must know. */
export function languageOf(content: LocalizedText): 'zh-CN' | 'en' {
  return language() === 'en' && content.en !== undefined ? 'en' : 'zh-CN';
}
