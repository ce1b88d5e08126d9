import { categoryWords, kindWords, type Words } from '../../vocabulary.ts';
import type { MeasureFigures, ShareFigures } from '../figures.ts';

// How the report writes figures. Whole numbers in, so that the same text comes out everywhere.

/** A figure and its unit stay on one line. */
const space = '\u00a0';

/** `15.0 %`, rounded down so that a shortfall never looks like a promise kept. */
export function percent(ppm: number): string {
  return `${Math.floor(ppm / 10_000)}.${Math.floor((ppm % 10_000) / 1000)}${space}%`;
}

/** `15 %` or `12.5 %`: as much as it takes. */
export function promisePercent(ppm: number): string {
  return `${+(ppm / 10_000).toFixed(2)}${space}%`;
}

/** The promise of a time, in millionths. */
export function promisedPpm({ promisedMs, ofMs }: ShareFigures): number {
  return ofMs > 0 ? Math.round((promisedMs / ofMs) * 1e6) : 0;
}

/** `9:05:00`: hours, minutes, seconds. */
export function clockDuration(ms: number): string {
  const seconds = Math.floor(ms / 1000);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${Math.floor(seconds / 3600)}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
}

/** `3 小时 5 分`, for sentences. */
export function spokenDuration(ms: number): Words {
  const seconds = Math.ceil(ms / 1000);
  if (seconds < 120) return { zh: `${seconds}${space}秒`, en: `${seconds}${space}s` };
  const minutes = Math.round(seconds / 60);
  if (minutes < 120) return { zh: `${minutes}${space}分钟`, en: `${minutes}${space}min` };
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return rest === 0
    ? { zh: `${hours}${space}小时`, en: `${hours}${space}h` }
    : { zh: `${hours}${space}小时${space}${rest}${space}分`, en: `${hours}${space}h ${rest}${space}min` };
}

/** `2026-11-22T10:14:20.123+08:00` as `2026-11-22 10:14`. */
export function minuteOf(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)}`;
}

/** The same to the second. */
export function secondOf(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 19)}`;
}

/** `1,234` */
export function counted(value: number): string {
  return String(value).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** What a share is counted for: `反诈宣传（视频、视频流）`, and in which zone where it is not the main one. */
export function measureWords({ category, kinds, of, zone }: MeasureFigures): Words {
  const name = categoryWords(category);
  const list = kinds?.map(kindWords);
  const base =
    of === 'commercial' ? { zh: '，占网点自有内容', en: ', of the venue’s own' } : { zh: '', en: '' };
  const where =
    zone === undefined ? { zh: '', en: '' } : { zh: `，分区 ${zone}`, en: `, in the zone ${zone}` };
  return {
    zh: `${name.zh}${list ? `（${list.map(({ zh }) => zh).join('、')}）` : ''}${base.zh}${where.zh}`,
    en: `${name.en}${list ? ` (${list.map(({ en }) => en).join(', ')})` : ''}${base.en}${where.en}`,
  };
}
