import type { LocalizedText, Spot } from '../playlist/definition.ts';

/** A part of a running text, by what it is in a slogan. */
export interface TickerWords {
  readonly role: 'hook' | 'detail' | 'action';
  readonly text: string;
}

/** What runs of a spot: the words of a slogan one after the other, in one language; nothing of any other kind. */
export function tickerWords(spot: Spot, language: 'zh-CN' | 'en'): TickerWords[] {
  if (spot.kind !== 'slogan') return [];
  const used = spot.text[language] === undefined ? 'zh-CN' : language;
  const words = (role: TickerWords['role'], text: LocalizedText | undefined): TickerWords[] => {
    const said = text?.[used];
    return said === undefined ? [] : [{ role, text: said }];
  };
  return [...words('hook', spot.text), ...words('detail', spot.detail), ...words('action', spot.action)];
}
