import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DrawingBoard } from './draw.ts';

/** Draws the app's icons from `icon.svg`: rounded ones, and a full-bleed one whose bell keeps to the safe middle. */
export async function makeIcons(folder: string, chromium: string): Promise<void> {
  const file = await readFile(join(folder, 'icon.svg'), 'utf8');
  const bell = file.slice(file.indexOf('>') + 1, file.lastIndexOf('</svg>'));
  const maskable = bell
    .replace(' rx="112"', '')
    .replace('<g ', '<g transform="translate(256 256) scale(.78) translate(-256 -250)" ');
  await draw(join(folder, 'icon-192.png'), 192, bell, chromium);
  await draw(join(folder, 'icon-512.png'), 512, bell, chromium);
  await draw(join(folder, 'maskable-512.png'), 512, maskable, chromium);
}

async function draw(file: string, size: number, svg: string, chromium: string): Promise<void> {
  const board = await DrawingBoard.open(chromium, { width: size, height: size });
  try {
    await writeFile(file, await board.draw(svg, 'png', { width: 512, height: 512 }));
  } finally {
    await board.close();
  }
}
