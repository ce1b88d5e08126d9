import { chunksOf } from './chunks.ts';
import { fitText } from './fit.ts';
import { breakLines } from './line-breaks.ts';

export type LampRole = 'hook' | 'detail' | 'action';

/** A line on a board of lamps: whole lamps from the upper left corner of the board; `y` is the top of its `px` rows. */
export interface LampLine {
  readonly role: LampRole;
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly px: number;
}

/** What stands on the board at one time. */
export type LampPage = readonly LampLine[];

export interface LampTexts {
  readonly hook: string;
  readonly detail?: string | undefined;
  readonly action?: string | undefined;
}

export interface LampFace {
  /** Width in whole lamps of a text set at a size. */
  readonly measure: (text: string, px: number) => number;
  /** Rows of one line in parts of its size: more than 1 where letters reach below the line. */
  readonly lineHeight: number;
}

interface Size {
  readonly width: number;
  readonly height: number;
}

interface Block {
  readonly role: LampRole;
  readonly lines: readonly string[];
  readonly px: number;
}

/** Of the face that is drawn lamp by lamp; between it and the next size strokes would run into one another. */
export const smallestLampPx = 12;
const nextLampPx = 16;
/** Rows between two blocks of one page. */
const gapPx = 2;

/**
 * Sets a slogan on a board of lamps: everything on one page where the hook stays large beside the rest, else the hook as
 * large as it goes and the rest on pages that follow, in the end lines of the smallest legible size over as many pages
 * as they take. With fewer than `mostPages` the detail is left out first, then the action, never a part of the hook.
 */
export function lampPages(texts: LampTexts, board: Size, face: LampFace, mostPages: number): LampPage[] {
  const { hook, detail, action } = texts;
  for (const kept of [texts, { hook, action }]) {
    const page = onePage(kept, board, face);
    if (page) return withLater(page, kept === texts ? {} : { detail }, board, face, mostPages);
  }
  return withLater(undefined, texts, board, face, mostPages);
}

function withLater(
  first: LampPage | undefined,
  { hook, detail, action }: Partial<LampTexts>,
  board: Size,
  face: LampFace,
  mostPages: number,
): LampPage[] {
  const pagesOf = (role: LampRole, text: string | undefined) =>
    text ? ownPages(role, text, board, face) : [];
  const hooks = first ? [first] : pagesOf('hook', hook);
  const actions = pagesOf('action', action);
  const details = pagesOf('detail', detail);
  const room = Math.max(0, mostPages - hooks.length);
  const keptActions = actions.length <= room ? actions : [];
  const keptDetails = details.length <= room - keptActions.length ? details : [];
  return [...hooks, ...keptDetails, ...keptActions];
}

/** The hook with the rest below it, when the hook is clearly the largest; undefined when there is no room for that. */
function onePage(texts: LampTexts, board: Size, face: LampFace): LampPage | undefined {
  const rest = (['detail', 'action'] as const).flatMap((role) =>
    texts[role] ? [{ role, text: texts[role] }] : [],
  );
  if (rest.length === 0) return undefined;
  for (const px of [32, 24, 20, nextLampPx, smallestLampPx]) {
    const small = rest.map(({ role, text }) => blockAt(role, text, px, board.width, 2, face));
    const set = small.filter((block) => block !== undefined);
    if (set.length < rest.length) continue;
    const taken = set.reduce((sum, block) => sum + rowsOf(block, face) + gapPx, 0);
    const room = { width: board.width, height: board.height - taken };
    const hook = room.height >= nextLampPx ? largestBlock('hook', texts.hook, room, face) : undefined;
    if (hook && hook.px >= Math.max(20, 1.5 * px)) return placed([hook, ...set], board, face);
  }
  return undefined;
}

/** A text on a page of its own, as large as it goes, or on as many as it takes. */
function ownPages(role: LampRole, text: string, board: Size, face: LampFace): LampPage[] {
  const block = largestBlock(role, text, board, face);
  if (block) return [placed([block], board, face)];
  const px = board.height >= 2 * nextLampPx && board.width >= 6 * nextLampPx ? nextLampPx : smallestLampPx;
  const lines = linesWithin(text, px, board.width, face);
  const perPage = Math.max(1, Math.floor(board.height / (px * face.lineHeight)));
  const count = Math.ceil(lines.length / perPage);
  // Pages alike: none ends with a single line that the one before had no room for.
  const each = Math.ceil(lines.length / count);
  return Array.from({ length: count }, (_, page) =>
    placed([{ role, lines: lines.slice(page * each, (page + 1) * each), px }], board, face),
  );
}

/** The largest setting of a text in a box; undefined below the smallest legible size. */
function largestBlock(role: LampRole, text: string, box: Size, face: LampFace): Block | undefined {
  const referencePx = 100;
  const perPx = (line: string) => face.measure(line, referencePx) / referencePx;
  const maxLines = Math.max(1, Math.floor(box.height / smallestLampPx));
  const { lineHeight } = face;
  const wished = fitText(text, { ...box, lineHeight, maxPx: box.height, maxLines }, perPx).px;
  // Letters are whole lamps wide, so a line may be a lamp wider than its size in proportion.
  for (let px = Math.floor(wished); px >= nextLampPx; px--) {
    const block = blockAt(role, text, px, box.width, Math.floor(box.height / (px * lineHeight)), face);
    if (block) return block;
  }
  const lines = Math.floor(box.height / (smallestLampPx * lineHeight));
  return blockAt(role, text, smallestLampPx, box.width, lines, face);
}

/** A text at one size in as few lines as its width needs; undefined when that is more than `mostLines`. */
function blockAt(
  role: LampRole,
  text: string,
  px: number,
  width: number,
  mostLines: number,
  face: LampFace,
): Block | undefined {
  for (let count = 1; count <= mostLines; count++) {
    const broken = breakLines(text, count, (line) => face.measure(withoutPause(line), px));
    if (!broken) return undefined;
    if (broken.width <= width) return { role, lines: broken.lines.map(withoutPause), px };
  }
  return undefined;
}

/** The end of a line is the pause: a comma there only costs lamps. */
function withoutPause(line: string): string {
  return line.replace(/[，、；,;]$/, '');
}

/** Fills lines one after the other; a word that is wider than the board is parted. */
function linesWithin(text: string, px: number, width: number, face: LampFace): string[] {
  const lines: string[] = [];
  let line = '';
  for (const piece of chunksOf(text).flatMap((chunk) => parted(chunk, px, width, face))) {
    if (line !== '' && face.measure(withoutPause(`${line}${piece}`.trim()), px) > width) {
      lines.push(withoutPause(line.trim()));
      line = '';
    }
    line += piece;
  }
  return [...lines, withoutPause(line.trim())].filter((found) => found !== '');
}

function parted(chunk: string, px: number, width: number, face: LampFace): string[] {
  return face.measure(chunk.trim(), px) <= width ? [chunk] : Array.from(chunk);
}

function rowsOf({ lines, px }: Block, { lineHeight }: LampFace): number {
  return Math.ceil(lines.length * px * lineHeight);
}

/** Blocks below one another, the whole in the middle, every line on whole lamps. */
function placed(blocks: readonly Block[], board: Size, face: LampFace): LampPage {
  const rows = blocks.reduce((sum, block) => sum + rowsOf(block, face), gapPx * (blocks.length - 1));
  let y = Math.max(0, Math.floor((board.height - rows) / 2));
  return blocks.flatMap((block) => {
    const top = y;
    y += rowsOf(block, face) + gapPx;
    return block.lines.map((text, index) => ({
      role: block.role,
      text,
      px: block.px,
      x: Math.max(0, Math.floor((board.width - face.measure(text, block.px)) / 2)),
      y: top + Math.floor(index * block.px * face.lineHeight),
    }));
  });
}
