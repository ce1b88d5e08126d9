import { voiceZone } from '../voice/zone.ts';
import { pixelsOf, type ZonePlace } from '../zones/rectangle.ts';
import { type Phrase, phrases } from './phrase.ts';
import { isRecord, type Report, show } from './validate.ts';

/** A Chinese character of twelve lamps, with a lamp of rest above and below it. */
const leastZonePixels = 14;
/** Percentages are decimal; a hundred-thousandth of a picture is no pixel. */
const tolerance = 1e-5;

type Loose = Readonly<Record<string, unknown>>;

interface Placed {
  readonly index: number;
  /** In whole pixels of the canvas, or in parts of 1 where there is none. */
  readonly sides: readonly [left: number, top: number, right: number, bottom: number];
}

/** What the zones demand of one another, of the canvas and of the rules. The values are as they came. */
export function crossCheckZones(programme: Loose, report: Report): void {
  const { zones, shares, roadside } = programme;
  if (zones === undefined) checkCounted(shares, undefined, report);
  if (!Array.isArray(zones)) return;
  const found = zones.map((zone): Loose => (isRecord(zone) ? zone : {}));
  checkMain(found, report);
  checkIds(found, report);
  found.forEach((zone, index) => {
    checkKeys(zone, index, report);
    if (roadside !== undefined && zone.kind === 'ticker')
      report(['zones', index, 'kind'], show(zone.kind), nothingMoves);
  });
  checkLayout(found, programme.canvas, report);
  checkCounted(shares, found, report);
}

function checkMain(zones: readonly Loose[], report: Report): void {
  const mains = zones.flatMap(({ kind }, index) => (kind === 'main' ? [index] : []));
  const [first, ...more] = mains;
  if (first === undefined && zones.length > 0)
    report(['zones'], { en: 'no zone of the kind "main"', zh: '没有 "main"（主画面）分区' }, oneMain);
  for (const index of more) report(['zones', index, 'kind'], alreadyAt('main', `/zones/${first}`), oneMain);
}

function checkIds(zones: readonly Loose[], report: Report): void {
  const seen = new Map<unknown, number>();
  zones.forEach(({ id, kind }, index) => {
    if (typeof id !== 'string') return;
    const first = seen.get(id);
    const isMain = kind === 'main';
    if ((id === 'main') !== isMain || id === voiceZone)
      report(['zones', index, 'id'], show(id), isMain ? idOfMain : notTaken);
    else if (first !== undefined && !isMain)
      report(['zones', index, 'id'], alreadyAt(id, `/zones/${first}`), phrases.word);
    else seen.set(id, index);
  });
}

const keysOf: Readonly<Record<string, readonly string[]>> = {
  playlists: ['ticker', 'panel'],
  direction: ['ticker'],
  pixelsPerFrame: ['ticker'],
};

function checkKeys(zone: Loose, index: number, report: Report): void {
  for (const [key, kinds] of Object.entries(keysOf)) {
    if (zone[key] === undefined || typeof zone.kind !== 'string' || kinds.includes(zone.kind)) continue;
    report(['zones', index, key], show(zone[key]), onlyOf(kinds));
  }
}

function checkLayout(zones: readonly Loose[], canvas: unknown, report: Report): void {
  const picture = sizeOf(canvas);
  const placed = zones.flatMap((zone, index) => {
    const fits = checkUnits(zone, index, picture !== undefined, report);
    return fits && isPlace(zone) ? [placedIn(zone, index, picture)] : [];
  });
  const isExact = isRecord(canvas) && canvas.x !== undefined;
  const [width, height] = picture ? [picture.width, picture.height] : [1, 1];
  for (const { index, sides } of placed) {
    const [left, top, right, bottom] = sides;
    const least = isExact ? leastZonePixels : picture ? 1 : tolerance;
    if (right - left < least)
      report(['zones', index, 'width'], show(zones[index]?.width), largeEnough(least));
    else if (right > width + tolerance) report(['zones', index, 'width'], show(zones[index]?.width), inside);
    if (bottom - top < least)
      report(['zones', index, 'height'], show(zones[index]?.height), largeEnough(least));
    else if (bottom > height + tolerance)
      report(['zones', index, 'height'], show(zones[index]?.height), inside);
  }
  checkApart(placed, report);
}

function checkApart(placed: readonly Placed[], report: Report): void {
  placed.forEach((zone, at) => {
    const other = placed.slice(0, at).find((before) => overlap(before, zone));
    if (!other) return;
    const found = { en: `a rectangle that covers a part of /zones/${other.index}`, zh: '重叠的矩形' };
    report(['zones', zone.index], found, apart(other.index));
  });
}

function overlap({ sides: one }: Placed, { sides: other }: Placed): boolean {
  const shared = (from: 0 | 1, to: 2 | 3) => Math.min(one[to], other[to]) - Math.max(one[from], other[from]);
  return shared(0, 2) > tolerance && shared(1, 3) > tolerance;
}

/** Pixels are those of a canvas: without one nobody knows how many there are. */
function checkUnits(zone: Loose, index: number, hasCanvas: boolean, report: Report): boolean {
  if (hasCanvas) return true;
  // Nothing is nothing in every unit.
  const counted = sides.filter((side) => typeof zone[side] === 'number' && zone[side] !== 0);
  for (const side of counted) report(['zones', index, side], show(zone[side]), needsCanvas);
  return counted.length === 0;
}

const sides = ['x', 'y', 'width', 'height'] as const;

function isPlace(zone: Loose): zone is ZonePlace & Loose {
  return sides.every((side) => {
    const length = zone[side];
    if (typeof length === 'number') return Number.isInteger(length) && length >= 0;
    return typeof length === 'string' && /^(?:100|\d{1,2}(?:\.\d{1,4})?)%$/.test(length);
  });
}

function placedIn(zone: ZonePlace, index: number, picture: Size | undefined): Placed {
  const size = picture ?? { width: 1, height: 1 };
  const whole = picture ? Math.round : (length: number) => length;
  const [left, top] = [pixelsOf(zone.x, size.width), pixelsOf(zone.y, size.height)];
  const right = whole(left + pixelsOf(zone.width, size.width));
  const bottom = whole(top + pixelsOf(zone.height, size.height));
  return { index, sides: [whole(left), whole(top), right, bottom] };
}

interface Size {
  readonly width: number;
  readonly height: number;
}

/** Upright; undefined while there is no canvas to count the pixels of. */
function sizeOf(canvas: unknown): Size | undefined {
  if (!isRecord(canvas)) return undefined;
  const { width, height, rotationDegrees } = canvas;
  if (typeof width !== 'number' || typeof height !== 'number') return undefined;
  return rotationDegrees === 90 || rotationDegrees === 270
    ? { width: height, height: width }
    : { width, height };
}

/** A share can only count what plays. */
function checkCounted(shares: unknown, zones: readonly Loose[] | undefined, report: Report): void {
  if (!Array.isArray(shares)) return;
  const playing = (zones ?? [{ id: 'main' }]).filter(({ kind }) => kind !== 'clock').map(({ id }) => id);
  shares.forEach((rule, index) => {
    if (!isRecord(rule) || typeof rule.zone !== 'string' || playing.includes(rule.zone)) return;
    const names = playing.map((id) => `"${String(id)}"`);
    report(['shares', index, 'zone'], show(rule.zone), {
      en: `a zone that plays spots: ${names.join(', ')}`,
      zh: `有播放内容的分区：${names.join('、')}`,
    });
  });
}

function alreadyAt(value: string, pointer: string): Phrase {
  const shown = show(value).en;
  return { en: `${shown}, which ${pointer} already is`, zh: `${shown}，与 ${pointer} 重复` };
}

function onlyOf(kinds: readonly string[]): Phrase {
  return {
    en: `nothing: only a ${kinds.join(' or a ')} has it`,
    zh: `不写：仅用于 ${kinds.join('、')} 分区`,
  };
}

function apart(index: number): Phrase {
  return { en: `zones apart from one another (/zones/${index})`, zh: `与 /zones/${index} 互不重叠的分区` };
}

function largeEnough(least: number): Phrase {
  return { en: `at least ${Math.ceil(least)} pixels`, zh: `不少于 ${Math.ceil(least)} 像素` };
}

const oneMain: Phrase = { en: 'exactly one "main"', zh: '恰好一个 "main"（主画面）' };
const idOfMain: Phrase = { en: '"main", the id of the main zone', zh: '"main"（主画面分区的 id）' };
const notTaken: Phrase = {
  en: 'an id other than "main" and "voice", the zone of what is spoken',
  zh: '"main" 和 "voice"（语音播报）以外的 id',
};
const inside: Phrase = { en: 'a zone that ends within the picture', zh: '不超出画面的分区' };
const nothingMoves: Phrase = {
  en: 'no ticker: beside a road nothing moves',
  zh: '不用滚动字幕：路边屏只播放静止画面',
};
const needsCanvas: Phrase = {
  en: 'a percentage, or a "canvas" whose pixels are counted',
  zh: '百分比，或另写 "canvas" 以像素计',
};
