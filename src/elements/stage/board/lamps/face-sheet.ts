import { smallestLampPx } from '../../../../core/text/lamp-pages.ts';
import sheetUrl from './face-12.png';

/** The face of twelve lamps, drawn by hand for that size: GB 2312 and ASCII. See content/make/lamp-face.ts. */
export interface FaceSheet {
  measure(text: string): number;
  draw(text: string): HTMLCanvasElement;
}

const columns = 94;
const rows = [...range(1, 9), ...range(16, 87)];
const halfPx = smallestLampPx / 2;
let loading: Promise<FaceSheet> | undefined;

/** Loads the sheet once; rejects when it is not to be had. */
export function faceSheet(): Promise<FaceSheet> {
  loading ??= load().catch((error: unknown) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

async function load(): Promise<FaceSheet> {
  const image = new Image();
  image.src = sheetUrl;
  await image.decode();
  const sheet = litOf(image);
  const cells = cellsOf();
  const widthOf = (character: string) => (isHalf(character) ? halfPx : smallestLampPx);
  const measure = (text: string) => Array.from(text).reduce((sum, character) => sum + widthOf(character), 0);
  return {
    measure,
    draw(text) {
      const canvas = blank(Math.max(1, measure(text)), smallestLampPx);
      const context = canvas.getContext('2d');
      let x = 0;
      for (const character of text) {
        const cell = cells.get(character);
        const width = widthOf(character);
        if (cell)
          context?.drawImage(sheet, cell.x, cell.y, width, smallestLampPx, x, 0, width, smallestLampPx);
        x += width;
      }
      return canvas;
    },
  };
}

/** Lit where the sheet is white, and nothing where it is black. */
function litOf(image: HTMLImageElement): HTMLCanvasElement {
  const canvas = blank(image.naturalWidth, image.naturalHeight);
  const context = canvas.getContext('2d');
  if (!context) throw new Error('Cannot read the sheet of characters: no canvas');
  context.drawImage(image, 0, 0);
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  for (let at = 0; at < pixels.data.length; at += 4) pixels.data[at + 3] = pixels.data[at] ?? 0;
  context.putImageData(pixels, 0, 0);
  return canvas;
}

function cellsOf(): Map<string, { readonly x: number; readonly y: number }> {
  const decoder = new TextDecoder('gb18030');
  const cells = new Map<string, { x: number; y: number }>();
  const add = (character: string, row: number, column: number) =>
    cells.set(character, { x: column * smallestLampPx, y: row * smallestLampPx });
  rows.forEach((row, index) => {
    for (const cell of range(1, columns))
      add(decoder.decode(new Uint8Array([0xa0 + row, 0xa0 + cell])), index, cell - 1);
  });
  for (const code of range(0x21, 0x7e)) add(String.fromCharCode(code), rows.length, code - 0x21);
  return cells;
}

function isHalf(character: string): boolean {
  return character.charCodeAt(0) < 0x80;
}

function blank(width: number, height: number): HTMLCanvasElement {
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  return canvas;
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}
