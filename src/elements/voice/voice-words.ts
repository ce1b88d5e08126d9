import { localTime } from '../../core/wall-time.ts';
import { duration } from '../controls/format.ts';
import { text } from '../language.ts';
import { voiceMessages } from './messages.ts';
import type { VoiceStatus } from './voice-status.ts';

const minuteMs = 60_000;
const shownTimes = 6;

/** `07:50`; with the day where it is not today's. */
export function timeInWords(wallMs: number, { atWallMs }: VoiceStatus, timeZone: string): string {
  const then = localTime(wallMs, timeZone);
  const time = [Math.floor(then.minuteOfDay / 60), then.minuteOfDay % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
  const isToday = then.date === localTime(atWallMs, timeZone).date;
  const isTomorrow = then.date === localTime(atWallMs + 1_440 * minuteMs, timeZone).date;
  if (isToday) return time;
  return isTomorrow ? text(voiceMessages).tomorrow(time) : `${then.date.slice(5)} ${time}`;
}

/** When the programme speaks, one line for each occasion. */
export function occasionsInWords({ rules }: VoiceStatus): string[] {
  const say = text(voiceMessages);
  const { rotation, setTimes, onApproach, quietHours } = rules;
  const times = [...new Set((setTimes ?? []).flatMap(({ at }) => at))].sort();
  const hours = (quietHours ?? []).map(({ from, to }) => `${from}–${to}`);
  return [
    ...(times.length > 0 ? [say.at(listed(times))] : []),
    ...(rotation ? [everyInWords(rotation.everyMinutes)] : []),
    ...(onApproach ? [say.onApproach] : []),
    ...(hours.length > 0 ? [say.quiet([...new Set(hours)].join(' '))] : []),
  ];
}

function everyInWords(minutes: number): string {
  const say = text(voiceMessages);
  return minutes === 60 ? say.everyHour : say.every(duration(minutes * minuteMs));
}

export function quietInWords(status: VoiceStatus, timeZone: string): string | undefined {
  const { quietUntilMs } = status;
  const say = text(voiceMessages);
  if (quietUntilMs === undefined) return undefined;
  return Number.isFinite(quietUntilMs)
    ? say.quietNow(timeInWords(quietUntilMs, status, timeZone))
    : say.quietForGood;
}

function listed(times: readonly string[]): string {
  const shown = times.slice(0, shownTimes).join(' ');
  return times.length > shownTimes ? `${shown} … ${times[times.length - 1]}` : shown;
}
