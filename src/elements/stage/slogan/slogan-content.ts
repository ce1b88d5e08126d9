import type { LocalizedText, Spot } from '../../../core/playlist/definition.ts';
import type { Language } from '../../language.ts';
import type { Figure } from '../illustrations/figure.ts';
import type { StillContent } from '../still/still-picture.ts';
import { layoutSlogan, type PlacedText, type SloganLayout, type SloganText } from './layout.ts';
import type { Box, Size } from './regions.ts';
import { englishFont, sloganFont, sloganStyle } from './slogan-style.ts';
import { type ThemeColours, themes } from './themes.ts';

export interface SloganOptions {
  readonly size: () => Size;
  readonly languages: () => readonly Language[];
  /** Height of what else stands in the upper right corner. */
  readonly takenPx: () => number;
}

type Slogan = Extract<Spot, { kind: 'slogan' }>;

/** What stands for hours moves a few pixels now and then, so that no panel remembers it. */
const shifts: readonly [number, number][] = [
  [0, 0],
  [2, 1],
  [1, -2],
  [-2, -1],
  [-1, 2],
  [2, -1],
  [-2, 1],
  [0, 2],
];
const shiftEveryMs = 60_000;
let shiftsDone = 0;

/** Sets a slogan for the size of the stage, and again when that changes. */
export function sloganContent(slogan: Slogan, drawing: Figure, options: SloganOptions): StillContent {
  const layer = document.createElement('div');
  layer.className = `layer slogan ${slogan.theme}`;
  paint(layer, themes[slogan.theme]);
  let setFor = '';
  const set = () => {
    const { width, height } = options.size();
    if (setFor === `${width}×${height}`) return;
    setFor = `${width}×${height}`;
    layer.replaceChildren(style(), ...render(slogan, drawing, options));
  };
  set();
  const resizing = new ResizeObserver(() => set());
  resizing.observe(layer);
  const shifting = setInterval(() => shift(layer), shiftEveryMs);
  shift(layer);
  return {
    layer,
    reveal: () => layer.classList.add('entering'),
    release: () => {
      resizing.disconnect();
      clearInterval(shifting);
    },
  };
}

function style(): HTMLStyleElement {
  const element = document.createElement('style');
  element.textContent = sloganStyle;
  return element;
}

function paint(layer: HTMLElement, colours: ThemeColours): void {
  for (const [name, colour] of Object.entries(colours)) layer.style.setProperty(`--${name}`, colour);
}

function shift(layer: HTMLElement): void {
  const [x, y] = shifts[shiftsDone++ % shifts.length] ?? [0, 0];
  layer.style.setProperty('--shift-x', `${x}px`);
  layer.style.setProperty('--shift-y', `${y}px`);
}

function render(slogan: Slogan, drawing: Figure, { size, languages, takenPx }: SloganOptions): HTMLElement[] {
  const layout = layoutSlogan(textsOf(slogan, languages()), size(), measureText, takenPx());
  const background = box({ x: 0, y: 0, ...size() }, 'background');
  const content = document.createElement('div');
  content.className = `content ${layout.shape}${layout.figure ? '' : ' bare'}`;
  content.append(...figure(drawing, layout), ...bar(layout), ...layout.texts.map(textBlock));
  return [background, content];
}

/** The texts there are, in the languages asked for; a slogan without the first language falls back to Chinese. */
function textsOf(slogan: Slogan, languages: readonly Language[]): SloganText[] {
  const fields = { hook: slogan.text, detail: slogan.detail, action: slogan.action };
  return (['hook', 'detail', 'action'] as const).flatMap((role) => {
    const field = fields[role];
    const present = languages.filter((language) => field?.[language]);
    const used: readonly Language[] = present.length > 0 ? present : ['zh-CN'];
    return used.flatMap((lang, index) =>
      textOf(field, lang).map((text) => ({ role, lang, text, rank: rankOf(index) })),
    );
  });
}

function textOf(field: LocalizedText | undefined, language: Language): string[] {
  const text = field?.[language];
  return text ? [text] : [];
}

function rankOf(index: number): SloganText['rank'] {
  return index === 0 ? 'first' : 'second';
}

const ruler = document.createElement('canvas').getContext('2d');

function measureText(text: string, role: PlacedText['role'], lang: string): number {
  if (!ruler) return Array.from(text).length;
  ruler.font = `${role === 'hook' ? 900 : 700} 100px ${lang === 'en' ? englishFont : sloganFont}`;
  // The ruler and the page may round differently; a hundredth keeps every line inside its box.
  return (ruler.measureText(text).width / 100) * 1.01;
}

function figure({ svg, accents }: Figure, layout: SloganLayout): HTMLElement[] {
  if (!layout.figure) return [];
  const element = box(layout.figure, 'figure');
  element.innerHTML = `<div class="disc"></div><div class="waves"></div>${svg}`;
  for (const stroke of element.querySelectorAll('path, circle, rect')) stroke.setAttribute('pathLength', '1');
  for (const child of accents) element.querySelector('svg')?.children[child]?.classList.add('accent');
  return [element];
}

function bar(layout: SloganLayout): HTMLElement[] {
  if (!layout.bar) return [];
  const element = box(layout.bar, 'bar');
  const action = layout.texts.find(({ role }) => role === 'action');
  element.style.setProperty('--radius', `${Math.round((action?.px ?? 0) * 0.9)}px`);
  return [element];
}

function textBlock(text: PlacedText): HTMLElement {
  const element = box(text, `text ${text.role} ${text.rank}`);
  element.lang = text.lang;
  element.style.fontSize = `${text.px}px`;
  element.style.lineHeight = String(text.lineHeight);
  for (const line of text.lines) {
    const row = document.createElement('div');
    row.textContent = line;
    if (text.lang === 'zh-CN') row.className = hangings(line);
    element.append(row);
  }
  return element;
}

/** Marks at a line's ends are half empty; what stands in the middle is centred without that half. */
function hangings(line: string): string {
  const before = /^[“‘《「『（]/.test(line) ? 'hanging' : '';
  return /[”’》」』），。、？！：；]$/.test(line) ? `${before} trailing` : before;
}

function box({ x, y, width, height }: Box, className: string): HTMLElement {
  const element = document.createElement('div');
  element.className = className;
  element.style.cssText = `left:${x}px;top:${y}px;width:${Math.ceil(width)}px;height:${Math.ceil(height)}px`;
  return element;
}
