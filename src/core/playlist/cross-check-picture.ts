import { minuteOf } from './daypart.ts';
import { maxCanvasPixels, type Phrase, phrases } from './phrase.ts';
import { isRecord, type Path, type Report, show } from './validate.ts';

/** A Chinese character of twelve lamps, with a lamp of rest above and below it. */
const leastBoardPixels = 14;
const dayMinutes = 1_440;

type Loose = Readonly<Record<string, unknown>>;

/** What the canvas, the roadside rule and the dimming demand of one another. The value is as it came. */
export function crossCheckPicture(programme: Loose, report: Report): void {
  const { canvas, roadside, dimming } = programme;
  if (Array.isArray(roadside)) report(['roadside'], show(roadside), phrases.object);
  if (isRecord(canvas)) checkCanvas(canvas, report);
  if (!Array.isArray(dimming)) return;
  if (isRecord(canvas) && canvas.lamps !== undefined && canvas.lamps !== 'full-colour')
    report(['dimming'], show(dimming), noDimming);
  checkDimming(dimming, report);
}

function checkCanvas(canvas: Loose, report: Report): void {
  const { x, y } = canvas;
  if (x !== undefined && y === undefined) report(['canvas', 'y'], show(y), bothOrNone);
  if (y !== undefined && x === undefined) report(['canvas', 'x'], show(x), bothOrNone);
  if (x !== undefined || y !== undefined) checkRectangle(canvas, report);
  else {
    for (const key of ['rotationDegrees', 'lamps'])
      if (canvas[key] !== undefined) report(['canvas', key], show(canvas[key]), onlyPlaced);
  }
}

function checkRectangle(canvas: Loose, report: Report): void {
  const sides: readonly [string, string][] = [
    ['x', 'width'],
    ['y', 'height'],
  ];
  for (const [from, length] of sides) {
    const [start, size] = [canvas[from], canvas[length]];
    if (typeof size !== 'number' || !Number.isInteger(size)) continue;
    if (size > 0 && size < leastBoardPixels) report(['canvas', length], show(size), largeEnough);
    if (typeof start === 'number' && size <= maxCanvasPixels && start + size > maxCanvasPixels)
      report(['canvas', length], show(size), within(maxCanvasPixels - start));
  }
}

/** Two brightnesses at one time would leave it to their order which holds. */
function checkDimming(dimming: readonly unknown[], report: Report): void {
  const taken = new Array<number | undefined>(dayMinutes);
  dimming.forEach((entry, index) => {
    if (!isRecord(entry)) return;
    const { from, to } = entry;
    const path: Path = ['dimming', index];
    if (!isTime(from) || !isTime(to)) return;
    if (from === to) {
      report([...path, 'to'], show(to), otherThanFrom);
      return;
    }
    const first = minutesOf(from, to).find((minute) => taken[minute] !== undefined);
    if (first !== undefined) report([...path, 'from'], show(from), apart(`/dimming/${taken[first]}`));
    for (const minute of minutesOf(from, to)) taken[minute] ??= index;
  });
}

function minutesOf(from: string, to: string): number[] {
  const [start, end] = [minuteOf(from), minuteOf(to)];
  const length = (end - start + dayMinutes) % dayMinutes || dayMinutes;
  return Array.from({ length }, (_, index) => (start + index) % dayMinutes);
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value);
}

function within(most: number): Phrase {
  return {
    en: `at most ${most}, so that the rectangle ends within ${maxCanvasPixels} pixels`,
    zh: `不超过 ${most}，使矩形不超出 ${maxCanvasPixels} 像素`,
  };
}

function apart(pointer: string): Phrase {
  return { en: `a time that ${pointer} does not take already`, zh: `不与 ${pointer} 重叠的时段` };
}

const bothOrNone: Phrase = { en: '"x" and "y" together', zh: '"x" 与 "y" 同时写' };
const onlyPlaced: Phrase = {
  en: 'nothing, or "x" and "y" beside it: only a picture that is placed exactly has one',
  zh: '不写，或同时写 "x" 与 "y"：仅用于精确定位的画面',
};
const largeEnough: Phrase = {
  en: `at least ${leastBoardPixels}: a Chinese character needs 12 lamps`,
  zh: `不少于 ${leastBoardPixels}：一个汉字至少需要 12 点`,
};
const noDimming: Phrase = {
  en: 'nothing: lamps without half tones are dimmed at the sender card',
  zh: '不写：没有灰度的灯珠只能在发送卡上调亮度',
};
const otherThanFrom: Phrase = { en: 'a time other than "from"', zh: '与 "from" 不同的时刻' };
