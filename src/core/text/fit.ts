import { type BrokenText, breakLines, type Measure } from './line-breaks.ts';

export interface FitBox {
  readonly width: number;
  readonly height: number;
  /** Height of a line in font sizes. */
  readonly lineHeight: number;
  readonly maxPx: number;
  readonly maxLines: number;
}

export interface FittedText {
  readonly lines: readonly string[];
  readonly px: number;
  readonly height: number;
  readonly width: number;
}

/** More lines must earn their place with a text this much larger. */
const worthALine = 1.04;

/**
 * The largest setting of a text in a box. Widths grow in proportion to the font size, so each number of lines has
 * one exact answer and nothing needs to be tried.
 *
 * @param widthPerPx width of a text at a font size of 1
 */
export function fitText(text: string, box: FitBox, widthPerPx: Measure): FittedText {
  let best = settingOf({ lines: [text], width: widthPerPx(text) }, box);
  for (let count = 1; count <= box.maxLines; count++) {
    const broken = breakLines(text, count, widthPerPx);
    if (!broken) break;
    const setting = settingOf(broken, box);
    if (count === 1 || setting.px > best.px * worthALine) best = setting;
  }
  return best;
}

/** A text at one given size, in as few lines as its width needs; undefined when no number of lines makes it fit. */
export function setText(
  text: string,
  px: number,
  box: Omit<FitBox, 'maxPx'>,
  widthPerPx: Measure,
): FittedText | undefined {
  for (let count = 1; count <= box.maxLines; count++) {
    const broken = breakLines(text, count, widthPerPx);
    if (!broken) return undefined;
    if (broken.width * px > box.width) continue;
    const height = count * px * box.lineHeight;
    return height > box.height ? undefined : { lines: broken.lines, px, height, width: broken.width * px };
  }
  return undefined;
}

function settingOf(broken: BrokenText, box: FitBox): FittedText {
  const count = broken.lines.length;
  const px = Math.min(box.maxPx, box.width / broken.width, box.height / (count * box.lineHeight));
  const whole = px >= 12 ? Math.floor(px) : Math.floor(px * 4) / 4;
  return {
    lines: broken.lines,
    px: whole,
    height: count * whole * box.lineHeight,
    width: broken.width * whole,
  };
}
