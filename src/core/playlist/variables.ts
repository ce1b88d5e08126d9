import type { ScreenSettings } from '../screen/screen-settings.ts';
import { dateInWords } from './calendar-date.ts';
import type { LocalizedText, Spot } from './definition.ts';
import type { ProgrammeSpot } from './programme-spot.ts';

/** What a text may leave to the screen: `{station|the local police station}`; after the bar, what to say without it. */
export const variableNames = ['station', 'hotline', 'community', 'date'] as const;
type VariableName = (typeof variableNames)[number];

/** What a screen knows of itself, as its operator typed it: part of its settings. */
export type ScreenWords = Pick<ScreenSettings, Exclude<VariableName, 'date'>>;

type Values = Readonly<Partial<Record<VariableName, string>>>;

/** Name and fallback of each variable in a text; the fallback is undefined where there is no bar. */
const variable = /\{([^{}|]*)(?:\|([^{}]*))?\}/g;
const anyBrace = /[{}]/g;

/**
 * A text as its screen shows it: every variable replaced by its value, or else by its fallback, or else by nothing.
 * No brace is ever left, also of a text that was never checked; all the rest of it stays as it is.
 */
export function fillIn(text: string, values: Values): string {
  return text
    .replace(variable, (_, name: string, fallback = '') => (isVariable(name) && values[name]) || fallback)
    .replace(anyBrace, '');
}

/**
 * The spot with its texts filled in; the same object where it has none to fill.
 * @param date `yyyy-mm-dd` on which it comes on view, in the programme's zone
 */
export function filledSpot(from: ProgrammeSpot, words: ScreenWords, date: string): ProgrammeSpot {
  const { spot } = from;
  if (spot.kind !== 'slogan' && spot.kind !== 'announcement') return from;
  const texts = Object.entries(textsOf(spot)).map(([name, text]) => [name, filledText(text, words, date)]);
  return { ...from, spot: { ...spot, ...Object.fromEntries(texts) } };
}

function filledText(text: LocalizedText, words: ScreenWords, date: string): LocalizedText {
  const fill = (language: 'zh-CN' | 'en', written: string) =>
    fillIn(written, { ...words, date: dateInWords(date, language) });
  const { 'zh-CN': zh, en } = text;
  return { 'zh-CN': fill('zh-CN', zh), ...(en === undefined ? {} : { en: fill('en', en) }) };
}

/** The texts of a spot that may hold variables, by key. */
function textsOf(spot: Extract<Spot, { text?: unknown }>): Record<string, LocalizedText> {
  const { text } = spot;
  const { detail, action } = spot.kind === 'slogan' ? spot : {};
  const texts = Object.entries({ text, detail, action });
  return Object.fromEntries(texts.flatMap(([name, found]) => (found ? [[name, found]] : [])));
}

export type VariableFault =
  | { readonly code: 'unknown' | 'no-fallback'; readonly found: string }
  /** A brace that belongs to no variable, full-width ones included. */
  | { readonly code: 'stray-brace' }
  /** Without values and dates nothing of it would be left. */
  | { readonly code: 'blank' };

/** The first thing wrong with the variables of a text, if anything is. */
export function variableFaultOf(text: string): VariableFault | undefined {
  for (const [found, name = '', fallback] of text.matchAll(variable)) {
    if (!isVariable(name)) return { code: 'unknown', found };
    if (fallback === undefined && name !== 'date') return { code: 'no-fallback', found };
  }
  if (/[{}｛｝]/.test(text.replace(variable, ''))) return { code: 'stray-brace' };
  return /\S/.test(fillIn(text, { date: '0' })) ? undefined : { code: 'blank' };
}

function isVariable(name: string): name is VariableName {
  return variableNames.some((known) => known === name);
}
