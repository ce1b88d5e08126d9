import { html, nothing, type TemplateResult } from 'lit';
import type { Canvas } from '../../core/playlist/definition.ts';
import { type Language, text } from '../language.ts';
import './lamp-preview.ts';

/** What the panel must know of the board behind it. */
export interface BoardFacts {
  /** Of the programme that plays. */
  readonly canvas: () => Canvas | undefined;
  /** What is on view, at the board's own size. */
  readonly snapshot: () => HTMLCanvasElement | undefined;
}

interface Messages {
  readonly title: string;
  readonly whole: string;
  readonly card: string;
  readonly cardHint: string;
  readonly preview: string;
  outside(width: number, height: number): string;
}

const messages: Record<Language, Messages> = {
  'zh-CN': {
    title: 'LED 屏体',
    whole: '整个窗口',
    card: '显示测试图',
    cardHint: '用于设置发送卡。显示期间停止播放并记入日志；按任意键或触摸屏幕结束，最长 10 分钟。',
    preview: '点阵预览',
    outside: (width, height) => `⚠ 画面超出窗口（${width} × ${height} 像素），屏上会缺一部分。`,
  },
  en: {
    title: 'LED board',
    whole: 'the whole window',
    card: 'Show the test card',
    cardHint:
      'For setting up the sender card. Nothing plays meanwhile, and the log says so. Any key or touch ends it, at the latest after 10 minutes.',
    preview: 'As lamps',
    outside: (width, height) =>
      `⚠ The picture reaches beyond the window (${width} × ${height} pixels): a part of it is missing on the board.`,
  },
};

/** For whoever sets up a board: where the picture lies, how its lamps show it, and the test card. */
export function boardSection(
  board: BoardFacts | undefined,
  showTestCard: () => void,
): TemplateResult | typeof nothing {
  if (!board) return nothing;
  const say = text(messages);
  const canvas = board.canvas();
  const placed = canvas?.x !== undefined && canvas.y !== undefined;
  return html`<details class="board">
    <summary>
      <strong>${say.title}</strong>
      <span>${placed ? `${canvas.width} × ${canvas.height} @ ${canvas.x}, ${canvas.y}` : say.whole}</span>
    </summary>
    <div class="inside">
      ${placed ? outside(canvas, say) : nothing}
      ${
        placed
          ? html`<p>${say.preview}</p>
              <changming-lamp-preview .source=${board.snapshot}></changming-lamp-preview>`
          : nothing
      }
      <button class="button" @click=${showTestCard}>${say.card}</button>
      <p class="hint">${say.cardHint}</p>
    </div>
  </details>`;
}

function outside({ x = 0, y = 0, width, height }: Canvas, say: Messages): TemplateResult | typeof nothing {
  const window = {
    width: Math.round(innerWidth * devicePixelRatio),
    height: Math.round(innerHeight * devicePixelRatio),
  };
  const fits = x + width <= window.width && y + height <= window.height;
  return fits ? nothing : html`<p class="note">${say.outside(window.width, window.height)}</p>`;
}
