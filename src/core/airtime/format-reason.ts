import type { Reason } from './reason.ts';

/**
 * Why a spot was chosen, as one line: `anti-fraud is due: 15.0 % needed at 10:14:20, 14.7 % without it`.
 * @param timeOf writes an on-air time as a time of day; without it on-air hours, minutes and seconds are given
 */
export function formatReason(
  reason: Reason,
  language: 'zh-CN' | 'en',
  timeOf: (onAirMs: number) => string = onAirClock,
): string {
  return language === 'zh-CN' ? inChinese(reason, timeOf) : inEnglish(reason, timeOf);
}

const absentEn = { 'no-spot': 'none may play now', 'media-missing': 'media are missing', closed: 'closed' };
const absentZh = { 'no-spot': '当前无可播条目', 'media-missing': '素材缺失', closed: '非开放时间' };

function inEnglish(reason: Reason, timeOf: (onAirMs: number) => string): string {
  const { category } = reason;
  switch (reason.code) {
    case 'rotation':
      return `next in the rotation of ${category}`;
    case 'due': {
      const [needed, without] = apart(reason.atLeast, reason.without);
      return `${category} is due: ${needed} needed at ${timeOf(reason.atOnAirMs)}, ${without} without it`;
    }
    case 'gap-due':
      return `${category} is due: at most ${seconds(reason.maxGapMs)} s without it, else ${seconds(reason.gapMs)} s`;
    case 'make-good':
      return `${category} makes good: ${seconds(reason.shortfallMs)} s of airtime are missing`;
    case 'built-in':
      return `built-in slogan for ${category}: ${absentEn[reason.detail]}`;
  }
}

function inChinese(reason: Reason, timeOf: (onAirMs: number) => string): string {
  const { category } = reason;
  switch (reason.code) {
    case 'rotation':
      return `${category} 按轮播顺序播出`;
    case 'due': {
      const [needed, without] = apart(reason.atLeast, reason.without);
      return `${category} 应播：${timeOf(reason.atOnAirMs)} 时须达 ${needed}，不播则为 ${without}`;
    }
    case 'gap-due':
      return `${category} 应播：间隔最长 ${seconds(reason.maxGapMs)} 秒，不播将达 ${seconds(reason.gapMs)} 秒`;
    case 'make-good':
      return `${category} 补播：尚缺播出时长 ${seconds(reason.shortfallMs)} 秒`;
    case 'built-in':
      return `${category} 内置标语：${absentZh[reason.detail]}`;
  }
}

/** Both shares with as many digits as it takes to tell them apart, up to four. */
function apart(one: number, other: number): [string, string] {
  for (let digits = 1; digits < 4; digits++) {
    const written: [string, string] = [percent(one, digits), percent(other, digits)];
    if (written[0] !== written[1]) return written;
  }
  return [percent(one, 4), percent(other, 4)];
}

function percent(share: number, digits: number): string {
  return `${(share * 100).toFixed(digits)} %`;
}

function seconds(ms: number): string {
  return (ms / 1000).toFixed(1);
}

function onAirClock(onAirMs: number): string {
  const whole = Math.floor(onAirMs / 1000);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
