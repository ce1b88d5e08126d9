/** The languages of everything a person sees. Chinese first. */
export type Language = 'zh-CN' | 'en';

let current: Language = 'zh-CN';
const listeners = new Set<() => void>();

export function language(): Language {
  return current;
}

/** Switches the language of every text on the page and of the document itself. */
export function setLanguage(next: Language): void {
  current = next;
  document.documentElement.lang = next;
  for (const listener of listeners) listener();
}

/** Calls `listener` at every switch; returns the function that stops it. */
export function onLanguageChange(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The entry of the current language: `text(messages).startButton`. */
export function text<T>(messages: Record<Language, T>): T {
  return messages[current];
}
