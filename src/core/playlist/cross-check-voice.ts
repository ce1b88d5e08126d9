import { dayNames } from '../wall-time.ts';
import { inDaypart, minuteOf } from './daypart.ts';
import type { Daypart } from './definition.ts';
import { type Phrase, phrases } from './phrase.ts';
import { isRecord, type Path, type Report, show } from './validate.ts';

type Loose = Readonly<Record<string, unknown>>;

/** What the voice's own parts demand of one another. The value is as it came. */
export function crossCheckVoice({ voice, zones }: Loose, report: Report): void {
  // To valibot a list is an object too.
  if (Array.isArray(voice)) report(['voice'], show(voice), phrases.object);
  if (!isRecord(voice)) return;
  const { rotation, setTimes, onApproach, quietHours, only } = voice;
  if (only === true && zones !== undefined)
    report(['zones'], { en: 'zones of a screen that stays dark', zh: '暗屏上的分区' }, noZones);
  if (rotation === undefined && setTimes === undefined && onApproach === undefined) {
    report(['voice'], show(voice), someOccasion);
  }
  if (Array.isArray(onApproach)) report(['voice', 'onApproach'], show(onApproach), phrases.object);
  if (!Array.isArray(setTimes)) return;
  const quiet = Array.isArray(quietHours) ? quietHours.filter(isDaypart) : [];
  setTimes.forEach((entry, index) => {
    if (isRecord(entry)) checkSetTime(entry, quiet, ['voice', 'setTimes', index], report);
  });
}

function checkSetTime(entry: Loose, quiet: readonly Daypart[], path: Path, report: Report): void {
  const { at, days } = entry;
  if (!Array.isArray(at)) return;
  at.forEach((time, index) => {
    const where = [...path, 'at', index];
    if (time === '24:00') report(where, show(time), startsBefore24);
    else if (at.indexOf(time) < index) report(where, show(time), listedOnce);
    else if (isTime(time) && isQuiet(time, days, quiet)) report(where, show(time), outsideQuietHours);
  });
}

/** Whether a set time falls into the quiet hours on any of its days. */
function isQuiet(time: string, days: unknown, quiet: readonly Daypart[]): boolean {
  const on = Array.isArray(days) ? dayNames.filter((day) => days.includes(day)) : dayNames;
  return on.some((day) =>
    quiet.some((part) => inDaypart({ date: '', day, minuteOfDay: minuteOf(time) }, part)),
  );
}

function isDaypart(value: unknown): value is Daypart {
  return isRecord(value) && Array.isArray(value.days) && isTime(value.from) && isTime(value.to);
}

function isTime(value: unknown): value is string {
  return typeof value === 'string' && /^(?:(?:[01]\d|2[0-3]):[0-5]\d|24:00)$/.test(value);
}

const someOccasion: Phrase = {
  en: '"rotation", "setTimes", "onApproach" or several of them: else nothing is ever said',
  zh: '"rotation"、"setTimes"、"onApproach" 至少一项，否则不会播报',
};
const noZones: Phrase = {
  en: 'nothing: with "only" in "voice" nothing is shown',
  zh: '不写："voice" 中 "only" 为 true 时不显示画面',
};
const startsBefore24: Phrase = { en: 'a time before "24:00"', zh: '早于 "24:00" 的时刻' };
const listedOnce: Phrase = { en: 'each time once', zh: '每个时刻只出现一次' };
const outsideQuietHours: Phrase = {
  en: 'a time outside "quietHours" on each of its days',
  zh: '在各日均不落在 "quietHours"（静音时段）内的时刻',
};
