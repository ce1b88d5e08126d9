import { type FittedText, fitText, setText } from '../../../core/text/fit.ts';
import { type Box, type Regions, regionsOf, type Size, wholeRegion } from './regions.ts';

export type Role = 'hook' | 'detail' | 'action';

/** One text of a slogan in one language; the first language of a role is the large one. */
export interface SloganText {
  readonly role: Role;
  readonly lang: string;
  readonly text: string;
  readonly rank: 'first' | 'second';
}

/** Width of a text at a font size of 1. */
export type MeasureText = (text: string, role: Role, lang: string) => number;

export interface PlacedText extends SloganText, Box {
  readonly lines: readonly string[];
  readonly px: number;
  readonly lineHeight: number;
}

export interface SloganLayout {
  readonly shape: Regions['shape'];
  readonly figure?: Box;
  readonly texts: readonly PlacedText[];
  /** The rounded bar behind the action. */
  readonly bar?: Box;
}

/** Nothing smaller than this part of the picture's height, and never smaller than Chinese can be read at. */
const smallestShare = 1 / 24;
const smallestPx = 12;
const lineHeights: Record<Role, number> = { hook: 1.16, detail: 1.28, action: 1.2 };
/** Sizes wished for, as parts of the picture's height (of its width, where that is less). */
const wishes: Record<Role, { first: number; second: number }> = {
  hook: { first: 0.24, second: 0.064 },
  detail: { first: 0.074, second: 0.048 },
  action: { first: 0.074, second: 0.048 },
};
/** What goes first when there is not room for everything, legibly. */
const dropOrder: readonly [Role, SloganText['rank']][] = [
  ['detail', 'second'],
  ['action', 'second'],
  ['hook', 'second'],
  ['detail', 'first'],
  ['action', 'first'],
];

/**
 * Sets a slogan on a canvas. The hook gets all the room that the rest leaves; when that is less than an eighth of
 * the height, the rest shrinks, then gives way piece by piece, in the end the figure too. `takenPx` is the
 * height of what else stands in the upper right corner; a figure leaves that free by itself.
 */
export function layoutSlogan(
  texts: readonly SloganText[],
  canvas: Size,
  measure: MeasureText,
  takenPx = 0,
): SloganLayout {
  const regions = regionsOf(canvas);
  const bare = { shape: regions.shape, words: wholeRegion(canvas, takenPx) };
  const candidates = regions.figure ? [regions, bare] : [bare];
  for (const goal of goalsOf(regions.shape, canvas))
    for (const region of goal.keepFigure ? candidates.slice(0, 1) : candidates)
      for (const attempt of attempts(texts, goal.drops)) {
        const layout = tryLayout(attempt, region, canvas, measure, goal.hookShare);
        if (layout) return layout;
      }
  return { shape: regions.shape, texts: [] };
}

interface Goal {
  /** Least size of the hook in parts of the picture's height. */
  readonly hookShare: number;
  /** How many of the other texts it may cost. */
  readonly drops: number;
  readonly keepFigure?: boolean;
}

/** The best first. Below an eighth only for hooks whose words are too long for a narrow canvas. */
const goals: readonly Goal[] = [
  { hookShare: 0.155, drops: 2, keepFigure: true },
  { hookShare: 1 / 8, drops: 5 },
  { hookShare: 0.1, drops: 5 },
  { hookShare: 0.08, drops: 5 },
  { hookShare: 0, drops: 5 },
];

/** Strips and boards of few lamps are read from far for their size: the hook comes before everything else. */
function goalsOf(shape: Regions['shape'], canvas: Size): readonly Goal[] {
  if (canvas.height < 200) return [{ hookShare: 0.3, drops: 5 }, ...goals];
  return shape === 'strip' ? [{ hookShare: 0.3, drops: 3, keepFigure: true }, ...goals] : goals;
}

interface Attempt {
  readonly texts: readonly SloganText[];
  /** How much of the wished size the smaller texts get. */
  readonly scale: number;
}

function* attempts(texts: readonly SloganText[], drops: number): Generator<Attempt> {
  let left = texts;
  for (const dropped of [undefined, ...dropOrder.slice(0, drops)]) {
    if (dropped) left = left.filter(({ role, rank }) => role !== dropped[0] || rank !== dropped[1]);
    for (const scale of [1, 0.86, 0.74, 0.62]) yield { texts: left, scale };
  }
}

function tryLayout(
  { texts, scale }: Attempt,
  regions: Regions,
  canvas: Size,
  measure: MeasureText,
  hookAtLeast: number,
): SloganLayout | undefined {
  const small = texts.filter(({ role, rank }) => role !== 'hook' || rank !== 'first');
  const settings = small.map((text) => setSmall(text, scale, regions.words, canvas, measure));
  if (settings.some((setting) => setting === undefined)) return undefined;
  const placed = settings.filter((setting) => setting !== undefined);
  const hook = texts.find(({ role, rank }) => role === 'hook' && rank === 'first');
  if (!hook) return undefined;
  const room = regions.words.height - heightOf(placed);
  if (room <= 0) return undefined;
  const set = setHook(hook, regions, room, canvas, measure);
  const enough = set.px >= hookAtLeast * canvas.height && set.px >= 1.25 * largest(placed);
  return enough || (hookAtLeast === 0 && placed.length === 0)
    ? stack(regions, [{ ...hook, ...set }, ...placed])
    : undefined;
}

type SetText = SloganText & FittedText;

function setSmall(
  text: SloganText,
  scale: number,
  words: Box,
  canvas: Size,
  measure: MeasureText,
): SetText | undefined {
  const base = Math.min(canvas.height, canvas.width * 0.95);
  const least = Math.max(smallestPx, Math.ceil(canvas.height * smallestShare));
  const wish = wishes[text.role][text.rank] * (words.width > words.height * 2.6 ? 1.6 : 1);
  const px = Math.max(least, Math.floor(wish * base * scale));
  // The padding follows the larger of the two languages, which is not known here: room for it is left either way.
  const inBar = text.role === 'action' ? barPadding(Math.max(px, wishes.action.first * base)).x * 2 : 0;
  const lineHeight = lineHeights[text.role];
  const box = { width: words.width - inBar, height: words.height, lineHeight, maxLines: 3 };
  const set = setText(text.text, px, box, (line) => measure(line, text.role, text.lang));
  return set && { ...text, ...set };
}

function setHook(hook: SloganText, regions: Regions, room: number, canvas: Size, measure: MeasureText) {
  const base = Math.min(canvas.height, canvas.width);
  // On a strip, or where nothing else stands, the hook may fill the height.
  const wish = regions.shape === 'strip' || canvas.height < 200 ? 0.8 : wishes.hook.first;
  const maxPx = base * wish;
  const box = { width: regions.words.width, height: room, lineHeight: lineHeights.hook, maxPx, maxLines: 4 };
  const fitted = fitText(hook.text, box, (line) => measure(withoutPause(line), 'hook', hook.lang));
  return { ...fitted, lines: fitted.lines.map(withoutPause) };
}

/** In a headline the end of the line is the pause: a comma there only costs size. */
function withoutPause(line: string): string {
  return line.replace(/[，、；,;]$/, '');
}

function largest(placed: readonly SetText[]): number {
  return Math.max(0, ...placed.map(({ px }) => px));
}

function barPadding(px: number): { x: number; y: number } {
  return { x: Math.round(px * 0.7), y: Math.round(px * 0.38) };
}

/** Space above a text, in its own font sizes: groups stand apart, translations close to their original. */
function spaceAbove({ role, rank, px }: SetText): number {
  if (rank === 'second') return Math.round(px * 0.3);
  return role === 'hook' ? 0 : Math.round(px * 0.75);
}

function heightOf(placed: readonly SetText[]): number {
  const texts = placed.reduce((sum, text) => sum + text.height + spaceAbove(text), 0);
  const action = placed.find(({ role }) => role === 'action');
  return texts + (action ? barPadding(action.px).y * 2 : 0);
}

/** Sets the texts below one another, the whole stack centred on its region's height. */
function stack({ shape, figure, words }: Regions, texts: readonly SetText[]): SloganLayout {
  const ordered = (['hook', 'detail', 'action'] as const).flatMap((role) =>
    texts.filter((text) => text.role === role),
  );
  const centred = shape === 'portrait' || !figure;
  let y = words.y + Math.max(0, (words.height - heightOf(ordered)) / 2);
  const actionPadding = barPadding(ordered.find(({ role }) => role === 'action')?.px ?? 0);
  const placed: PlacedText[] = [];
  for (const text of ordered) {
    y += spaceAbove(text);
    const padding = text.role === 'action' ? actionPadding : { x: 0, y: 0 };
    if (text.role === 'action' && text.rank === 'first') y += padding.y;
    const x = centred ? words.x + (words.width - text.width) / 2 : words.x + padding.x;
    placed.push({ ...text, x: Math.round(x), y: Math.round(y), lineHeight: lineHeights[text.role] });
    y += text.height;
  }
  const actions = placed.filter(({ role }) => role === 'action');
  const bar = actions.length > 0 ? around(actions) : undefined;
  return { shape, texts: placed, ...(figure ? { figure } : {}), ...(bar ? { bar } : {}) };
}

function around(actions: readonly PlacedText[]): Box {
  const padding = barPadding(actions[0]?.px ?? 0);
  const left = Math.min(...actions.map(({ x }) => x)) - padding.x;
  const right = Math.max(...actions.map(({ x, width }) => x + width)) + padding.x;
  const top = Math.min(...actions.map(({ y }) => y)) - padding.y;
  const bottom = Math.max(...actions.map(({ y, height }) => y + height)) + padding.y;
  return { x: left, y: top, width: Math.ceil(right - left), height: Math.ceil(bottom - top) };
}
