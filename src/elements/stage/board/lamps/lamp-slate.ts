import type { Canvas } from '../../../../core/playlist/definition.ts';
import { lampPages } from '../../../../core/text/lamp-pages.ts';
import type { Size } from '../../slogan/regions.ts';
import { isSetByLamp } from '../place.ts';
import { lampColours } from './colours.ts';
import { drawPage } from './lamp-content.ts';
import { loadLampFace } from './lamp-face.ts';

/** What stands on a board before the first picture and behind every other; the usual slate is too fine for lamps. */
export function lampSlate(canvas: Canvas | undefined, size: Size): HTMLElement | undefined {
  if (!isSetByLamp(canvas)) return undefined;
  const board = document.createElement('canvas');
  board.className = 'slate';
  board.style.cssText = 'background: #000; image-rendering: pixelated';
  Object.assign(board, size);
  void loadLampFace().then((pen) => {
    const face = { measure: pen.measure, lineHeight: 1 };
    const [page] = lampPages({ hook: '警钟长鸣' }, size, face, 1);
    drawPage(board, page, lampColours(canvas, 'advice'), pen);
  });
  return board;
}
