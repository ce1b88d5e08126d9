import type { Canvas, Spot } from '../../../../core/playlist/definition.ts';
import { type LampPage, lampPages } from '../../../../core/text/lamp-pages.ts';
import type { Size } from '../../slogan/regions.ts';
import type { SloganOptions } from '../../slogan/slogan-content.ts';
import type { StillContent } from '../../still/still-picture.ts';
import { type LampColours, lampColours } from './colours.ts';
import { type LampPen, loadLampFace } from './lamp-face.ts';

/** Time a page stands at least, so that it can be read. */
const readingMs = 3_000;

type Slogan = Extract<Spot, { kind: 'slogan' }>;

/**
 * A slogan lamp by lamp, on pages that share its time. `pages` is how many there are: each stands for `atLeastMs`, which
 * may be more than the slogan's own time gives.
 */
export async function lampContent(
  slogan: Slogan,
  canvas: Canvas,
  atLeastMs: number | undefined,
  options: SloganOptions,
): Promise<StillContent & { readonly pages: number }> {
  const pen = await loadLampFace();
  const colours = lampColours(canvas, slogan.theme);
  const mostPages = Math.max(1, Math.floor(slogan.durationMs / (atLeastMs ?? readingMs)));
  const layer = document.createElement('div');
  layer.className = 'layer lamps';
  layer.style.background = '#000';
  const board = document.createElement('canvas');
  board.style.cssText = 'image-rendering: pixelated; object-fit: fill';
  layer.append(board);
  let pages: LampPage[] = [];
  let shown = 0;
  const set = () => {
    const size = options.size();
    if (board.width === size.width && board.height === size.height && pages.length > 0) return;
    Object.assign(board, size);
    pages = pagesOf(slogan, options.languages()[0] ?? 'zh-CN', size, pen, mostPages);
    drawPage(board, pages[shown % pages.length], colours, pen);
  };
  set();
  const resizing = new ResizeObserver(set);
  resizing.observe(layer);
  let turning: ReturnType<typeof setInterval> | undefined;
  return {
    layer,
    pages: pages.length,
    reveal() {
      const pageMs = Math.max(slogan.durationMs / pages.length, atLeastMs ?? 0);
      if (pages.length < 2) return;
      turning = setInterval(() => {
        shown = Math.min(shown + 1, pages.length - 1);
        drawPage(board, pages[shown], colours, pen);
      }, pageMs);
    },
    release() {
      resizing.disconnect();
      clearInterval(turning);
    },
  };
}

/** One language: a board of few lamps has no room for its translation. */
function pagesOf(
  { text, detail, action }: Slogan,
  language: 'zh-CN' | 'en',
  size: Size,
  pen: LampPen,
  mostPages: number,
): LampPage[] {
  const used = text[language] ? language : 'zh-CN';
  const texts = { hook: text[used] ?? text['zh-CN'], detail: detail?.[used], action: action?.[used] };
  const face = { measure: pen.measure, lineHeight: used === 'en' ? 1.2 : 1 };
  return lampPages(texts, size, face, mostPages);
}

export function drawPage(
  board: HTMLCanvasElement,
  page: LampPage | undefined,
  colours: LampColours,
  pen: LampPen,
): void {
  const context = board.getContext('2d');
  if (!context) return;
  context.fillStyle = '#000';
  context.fillRect(0, 0, board.width, board.height);
  for (const line of page ?? []) pen.draw(context, line, colours[line.role]);
}
