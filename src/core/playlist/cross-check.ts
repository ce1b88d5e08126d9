import { builtInPlaylistId } from './built-in.ts';
import { isDate } from './calendar-date.ts';
import { crossCheckPicture } from './cross-check-picture.ts';
import { crossCheckVisit } from './cross-check-visit.ts';
import { crossCheckVoice } from './cross-check-voice.ts';
import { crossCheckZones } from './cross-check-zones.ts';
import { maxSpots, type Phrase, phrases } from './phrase.ts';
import { isRecord, type Path, type Report, show } from './validate.ts';
import { type VariableFault, variableFaultOf, variableNames } from './variables.ts';

/**
 * What one place of a file demands of another: order, uniqueness, belonging. The value is as it came, so that these
 * faults are found beside the others; whatever has the wrong shape is passed over here, being a fault already.
 */
export function crossCheckPlaylist(value: unknown, report: Report): void {
  if (!isRecord(value)) return;
  if (value.id === builtInPlaylistId) report(['id'], show(value.id), unreserved);
  const spots = listOf(value.spots).slice(0, maxSpots);
  const repeated = repetitions(spots.map((spot) => (isRecord(spot) ? spot.id : undefined)));
  for (const { index, first, value: id } of repeated) {
    report(['spots', index, 'id'], alsoAt(id, `/spots/${first}/id`), ownId);
  }
  spots.forEach((spot, index) => {
    if (isRecord(spot)) crossCheckSpot(spot, ['spots', index], report);
  });
  checkHashesAgree(spots, report);
}

export function crossCheckProgramme(value: unknown, report: Report): void {
  if (!isRecord(value)) return;
  for (const { index, first, value: address } of repetitions(listOf(value.playlists))) {
    report(['playlists', index], alsoAt(address, `/playlists/${first}`), listedOnce);
  }
  checkDayparts(value.hours, ['hours'], report);
  crossCheckPicture(value, report);
  crossCheckVisit(value, report);
  crossCheckVoice(value, report);
  if (isRecord(value.voice)) checkDayparts(value.voice.quietHours, ['voice', 'quietHours'], report);
  crossCheckZones(value, report);
  for (const name of ['audiences'] as const) checkDistinct(value[name], [name], report);
  listOf(value.shares).forEach((rule, index) => {
    if (isRecord(rule)) checkDistinct(rule.kinds, ['shares', index, 'kinds'], report);
  });
}

function crossCheckSpot(spot: Readonly<Record<string, unknown>>, path: Path, report: Report): void {
  checkFlight(spot.flight, [...path, 'flight'], report);
  checkDayparts(spot.dayparts, [...path, 'dayparts'], report);
  checkDistinct(spot.audiences, [...path, 'audiences'], report);
  checkDistinct(spot.venues, [...path, 'venues'], report);
  if (spot.kind === 'announcement' && spot.src === undefined && spot.text === undefined) {
    report([...path, 'text'], show(undefined), textOrSource);
  }
  if (spot.kind === 'announcement' && spot.src === undefined && spot.sha256 !== undefined) {
    report([...path, 'sha256'], show(spot.sha256), hashOfSource);
  }
  if (spot.kind === 'hls') checkCompanions(spot, path, report);
  if (spot.kind === 'slogan' || spot.kind === 'announcement') checkVariables(spot, path, report);
}

function checkVariables(spot: Readonly<Record<string, unknown>>, path: Path, report: Report): void {
  for (const name of ['text', 'detail', 'action']) {
    const text = spot[name];
    if (!isRecord(text)) continue;
    for (const language of ['zh-CN', 'en']) {
      const written = text[language];
      const fault = typeof written === 'string' && variableFaultOf(written);
      if (fault) report([...path, name, language], foundAs(fault, written), variablesExpected[fault.code]);
    }
  }
}

function checkCompanions(spot: Readonly<Record<string, unknown>>, path: Path, report: Report): void {
  if (spot.files === undefined) return;
  if (spot.durationMs === undefined) report([...path, 'durationMs'], show(undefined), lengthOfFiles);
  const sources = listOf(spot.files).map((file) => (isRecord(file) ? file.src : undefined));
  for (const { index, first, value } of repetitions(sources)) {
    report([...path, 'files', index, 'src'], alsoAt(value, [...path, 'files', first].join('/')), listedOnce);
  }
}

function checkFlight(flight: unknown, path: Path, report: Report): void {
  // To valibot a list is an object too, and a flight demands no key that a list would lack.
  if (Array.isArray(flight)) report(path, show(flight), phrases.object);
  if (!isRecord(flight) || typeof flight.from !== 'string' || typeof flight.to !== 'string') return;
  const areDates = isDate(flight.from) && isDate(flight.to);
  if (areDates && flight.from > flight.to) report([...path, 'to'], show(flight.to), notBefore(flight.from));
}

function checkDayparts(dayparts: unknown, path: Path, report: Report): void {
  listOf(dayparts).forEach((daypart, index) => {
    if (!isRecord(daypart)) return;
    const { from, to } = daypart;
    checkDistinct(daypart.days, [...path, index, 'days'], report);
    if (from === '24:00') report([...path, index, 'from'], show(from), startsBefore24);
    else if (typeof from === 'string' && from === to) report([...path, index, 'to'], show(to), otherThanFrom);
  });
}

function checkDistinct(list: unknown, path: Path, report: Report): void {
  for (const { index, first, value } of repetitions(listOf(list))) {
    report([...path, index], alsoAt(value, `/${[...path, first].join('/')}`), listedOnce);
  }
}

/** One file cannot have two hashes: one of them would never verify, and its spot never play. */
function checkHashesAgree(spots: readonly unknown[], report: Report): void {
  const seen = new Map<unknown, { readonly sha256: unknown; readonly index: number }>();
  spots.forEach((spot, index) => {
    if (!isRecord(spot) || typeof spot.src !== 'string' || typeof spot.sha256 !== 'string') return;
    const first = seen.get(spot.src);
    if (!first) seen.set(spot.src, { sha256: spot.sha256, index });
    else if (first.sha256 !== spot.sha256) {
      report(['spots', index, 'sha256'], show(spot.sha256), sameHashAs(`/spots/${first.index}/sha256`));
    }
  });
}

function repetitions(list: readonly unknown[]): { index: number; first: number; value: string }[] {
  const seen = new Map<string, number>();
  return list.flatMap((value, index) => {
    if (typeof value !== 'string') return [];
    const first = seen.get(value);
    if (first === undefined) seen.set(value, index);
    return first === undefined ? [] : [{ index, first, value }];
  });
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

function alsoAt(value: string, pointer: string): Phrase {
  const shown = show(value).en;
  return { en: `${shown}, which ${pointer} already is`, zh: `${shown}，与 ${pointer} 重复` };
}

function notBefore(date: string): Phrase {
  return { en: `a date from ${date} on, the flight's first`, zh: `不早于投放期首日 ${date} 的日期` };
}

function sameHashAs(pointer: string): Phrase {
  return { en: `the hash at ${pointer}, being the same file`, zh: `与 ${pointer} 相同的哈希值（同一文件）` };
}

function foundAs(fault: VariableFault, written: string): Phrase {
  return show('found' in fault ? fault.found : written);
}

const names = variableNames.map((name) => `{${name}}`);
const variablesExpected: Readonly<Record<VariableFault['code'], Phrase>> = {
  unknown: { en: `one of ${names.join(', ')}`, zh: `${names.join('、')} 之一` },
  'no-fallback': {
    en: 'a fallback after a bar, such as "{station|the local police station}"',
    zh: '竖线后写明缺省说法，如 "{station|当地派出所}"',
  },
  'stray-brace': {
    en: 'braces only around a variable, such as "{hotline|96110}"',
    zh: '花括号只用于变量（半角），如 "{hotline|96110}"',
  },
  blank: {
    en: 'words of its own beside variables that may be empty',
    zh: '变量为空时仍有内容的文字',
  },
};

const ownId: Phrase = { en: 'an id of its own', zh: '不与其他条目重复的 id' };
const listedOnce: Phrase = { en: 'each entry once', zh: '每项只出现一次' };
const unreserved: Phrase = {
  en: 'an id other than "built-in", which names the built-in slogans',
  zh: '"built-in" 以外的 id（它指内置标语）',
};
const textOrSource: Phrase = { en: '"src", "text" or both', zh: '"src" 或 "text"，至少一项' };
const hashOfSource: Phrase = { en: 'no hash without "src"', zh: '没有 "src" 时不写哈希值' };
const lengthOfFiles: Phrase = {
  en: 'a length, as "files" are listed: without one it is a live stream, of which nothing is kept',
  zh: '列有 "files" 时须写时长：不写时长即为直播流，不作保存',
};
const startsBefore24: Phrase = {
  en: 'a time before "24:00"; only "to" may be "24:00"',
  zh: '早于 "24:00" 的时刻；只有 "to" 可写 "24:00"',
};
const otherThanFrom: Phrase = {
  en: 'a time other than "from" (a whole day is "00:00" to "24:00")',
  zh: '与 "from" 不同的时刻（全天写 "00:00" 到 "24:00"）',
};
