import type { Canvas, Zone } from '../playlist/definition.ts';
import type { ProgrammeSpot } from '../playlist/programme-spot.ts';
import { uprightSize, zoneRectangle } from './rectangle.ts';
import { tickerWords } from './ticker-words.ts';

/** What most displays show in a second. */
const framesPerSecond = 60;
const defaultPixelsPerFrame = 2;
/** Stands for a picture whose pixels nobody has counted. */
const fullHd = { width: 1920, height: 1080 };
/** Letters and figures of a face for Chinese are this wide at most, on the average of a line. */
const narrowEm = 0.62;
const upLineHeight = 1.3;

/** What a ticker moves by in a frame, in pixels of the canvas. */
export function stepOf({ pixelsPerFrame = defaultPixelsPerFrame }: Pick<Zone, 'pixelsPerFrame'>): number {
  return pixelsPerFrame;
}

/**
 * Spots with the time that a pass of their text takes in a ticker, in place of their length: about as long as on a
 * display of 60 frames a second. The screen itself measures; this is for whoever has no screen.
 */
export function withEstimatedPasses(
  spots: readonly ProgrammeSpot[],
  zone: Zone,
  canvas: Canvas | undefined,
): readonly ProgrammeSpot[] {
  if (zone.kind !== 'ticker') return spots;
  const { width, height } = zoneRectangle(zone, canvas ? uprightSize(canvas) : fullHd);
  return spots.map((spot) => {
    const words = tickerWords(spot.spot, 'zh-CN').map(({ text }) => text);
    const lengthPx = zone.direction === 'up' ? heightOf(words, width) : widthOf(words, height);
    const durationMs = Math.ceil((lengthPx / stepOf(zone) / framesPerSecond) * 1000);
    return { ...spot, spot: { ...spot.spot, durationMs } };
  });
}

/** The size of running text in a zone of this height or, where it runs upwards, of this width. */
export function tickerPx(direction: 'left' | 'up', acrossPx: number, lampByLamp: boolean): number {
  if (lampByLamp) return acrossPx < 16 || (direction === 'up' && acrossPx < 96) ? 12 : 16;
  return Math.max(12, Math.round(acrossPx * (direction === 'up' ? 0.1 : 0.58)));
}

function widthOf(words: readonly string[], heightPx: number): number {
  const px = tickerPx('left', heightPx, heightPx < 40);
  const ems = words.reduce((sum, word) => sum + emsOf(word) + 1, 0);
  // The mark between two texts, with room on both its sides.
  return Math.ceil((ems + 2) * px);
}

function heightOf(words: readonly string[], widthPx: number): number {
  const px = tickerPx('up', widthPx, widthPx < 160);
  const lines = words.reduce((sum, word) => sum + Math.ceil((emsOf(word) * px) / (widthPx - px)), 0);
  return Math.ceil((lines * upLineHeight + 3) * px);
}

function emsOf(text: string): number {
  return Array.from(text).reduce((sum, character) => sum + (character < '\u2e80' ? narrowEm : 1), 0);
}
