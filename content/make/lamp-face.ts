import { execFileSync } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { PNG } from 'pngjs';
import { chromiumArguments } from '../../scripts/find-chromium.mjs';
import { findTools } from './tools.ts';

/** Side of a character, and so of its cell in the sheet. */
const cellPx = 12;
const columns = 94;
/** Rows of GB 2312 that have characters: symbols to row 9, then the Chinese ones; ASCII follows in two rows of its own. */
const rows = [...range(1, 9), ...range(16, 87)];

/**
 * Draws the sheet of characters of twelve lamps from Fusion Pixel (a face whose outlines are whole pixels at 12 px):
 * `npx tsx content/make/lamp-face.ts <face.woff2> <sheet.png>`.
 */
async function makeLampFace(face: string, sheet: string): Promise<void> {
  const { chromium: executablePath, ffmpeg } = await findTools();
  const browser = await chromium.launch({ executablePath, args: chromiumArguments });
  try {
    const page = await browser.newPage();
    const font = (await readFile(face)).toString('base64');
    const pixels = await page.evaluate(draw, { font, lines: lines(), cellPx, columns });
    const png = new PNG({ width: columns * cellPx, height: lines().length * cellPx });
    for (const [index, lit] of pixels.entries()) png.data.fill(lit ? 255 : 0, index * 4, index * 4 + 3);
    for (let at = 3; at < png.data.length; at += 4) png.data[at] = 255;
    // One bit for each lamp: a quarter of the bytes that any other depth takes.
    const toOneBit = [
      '-v',
      'error',
      '-y',
      '-f',
      'png_pipe',
      '-i',
      '-',
      '-pix_fmt',
      'monob',
      '-update',
      '1',
      sheet,
    ];
    execFileSync(ffmpeg, toOneBit, { input: PNG.sync.write(png) });
  } finally {
    await browser.close();
  }
}

/** The characters of each row of the sheet, a space where GB 2312 has none. */
function lines(): string[] {
  const decoder = new TextDecoder('gb18030');
  const chinese = rows.map((row) =>
    range(1, columns)
      .map((cell) => decoder.decode(new Uint8Array([0xa0 + row, 0xa0 + cell])))
      .join(''),
  );
  const ascii = range(0x21, 0x7e).map((code) => String.fromCharCode(code));
  return [...chinese, ascii.join('')];
}

async function draw(sheet: { font: string; lines: string[]; cellPx: number; columns: number }) {
  const face = new FontFace('Lamps', `url(data:font/woff2;base64,${sheet.font})`);
  document.fonts.add(await face.load());
  const canvas = document.createElement('canvas');
  canvas.width = sheet.columns * sheet.cellPx;
  canvas.height = sheet.lines.length * sheet.cellPx;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('no canvas');
  context.font = `${sheet.cellPx}px Lamps`;
  const baseline = sheet.cellPx - 2;
  sheet.lines.forEach((line, row) => {
    Array.from(line).forEach((character, column) => {
      context.fillText(character, column * sheet.cellPx, row * sheet.cellPx + baseline);
    });
  });
  const { data } = context.getImageData(0, 0, canvas.width, canvas.height);
  return Array.from({ length: data.length / 4 }, (_, index) => (data[index * 4 + 3] ?? 0) > 127);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

const [face, sheet] = process.argv.slice(2);
if (face && sheet) await makeLampFace(face, sheet);
