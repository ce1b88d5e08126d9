import type { Reason } from './reason.ts';

type Language = 'zh-CN' | 'en';

/** How figures and names are written; what is left out is written as the command line does. */
export interface ReasonWords {
  /** An on-air time, as a time of day; default: on-air hours, minutes and seconds. */
  readonly timeOf?: (onAirMs: number) => string;
  readonly durationOf?: (ms: number) => string;
  readonly nameOf?: (category: string) => string;
}

/** Why a spot was chosen, as one line: `anti-fraud is due: 15.0 % needed at 10:14:20, 14.7 % without it`. */
export function formatReason(reason: Reason, language: Language, words: ReasonWords = {}): string {
  const { timeOf = onAirClock, durationOf = (ms) => seconds(ms, language), nameOf = String } = words;
  const say = sentences[language];
  const category = nameOf(reason.category);
  switch (reason.code) {
    case 'rotation':
      return say.rotation(category);
    case 'due': {
      const [needed, without] = apart(reason.atLeast, reason.without);
      return say.due(category, needed, without, timeOf(reason.atOnAirMs));
    }
    case 'gap-due':
      return say.gapDue(category, durationOf(reason.maxGapMs), durationOf(reason.gapMs));
    case 'make-good':
      return say.makeGood(category, durationOf(reason.shortfallMs));
    case 'built-in':
      return reason.detail === 'dark-screen'
        ? say.darkScreen
        : say.builtIn(category, say.absent[reason.detail]);
    case 'takeover':
      return say.takeover(category, reason.by);
    case 'interaction':
      return say.interaction;
    case 'set-time':
      return say.setTime(category, reason.at.slice(11, 16));
    case 'approach':
      return say.approach(category, reason.by);
    case 'by-hand':
      return say.byHand(category);
  }
}

const sentences = {
  'zh-CN': {
    rotation: (category: string) => `按轮播次序，轮到${category}`,
    due: (category: string, needed: string, without: string, at: string) =>
      `${category}该播了：${at} 须达到 ${needed}，不播就只有 ${without}`,
    gapDue: (category: string, most: string, gap: string) =>
      `${category}该播了：最长间隔 ${most}，不播将达到 ${gap}`,
    makeGood: (category: string, shortfall: string) => `补播：${category}还差 ${shortfall}`,
    builtIn: (category: string, absent: string) => `${category}内置标语：${absent}`,
    darkScreen: '只播报语音，屏幕保持暗色',
    takeover: (category: string, by: string) => `${category}插播：${by}`,
    interaction: '有人触摸屏幕自助学习',
    setTime: (category: string, at: string) => `${category}定时播报：${at}`,
    approach: (category: string, by: string) => `有人走近，播报${category}（${by}）`,
    byHand: (category: string) => `现场手动播报${category}`,
    absent: { 'no-spot': '现在没有可播的条目', 'media-missing': '素材尚未就绪', closed: '不在开播时间' },
  },
  en: {
    rotation: (category: string) => `next in the rotation of ${category}`,
    due: (category: string, needed: string, without: string, at: string) =>
      `${category} is due: ${needed} needed at ${at}, ${without} without it`,
    gapDue: (category: string, most: string, gap: string) =>
      `${category} is due: at most ${most} without it, else ${gap}`,
    makeGood: (category: string, shortfall: string) =>
      `${category} makes good: ${shortfall} of airtime are missing`,
    builtIn: (category: string, absent: string) => `built-in slogan for ${category}: ${absent}`,
    darkScreen: 'announcements only: the screen stays dark',
    takeover: (category: string, by: string) => `takeover for ${category}, ordered by ${by}`,
    interaction: 'somebody uses the screen to learn',
    setTime: (category: string, at: string) => `${category} at the set time ${at}`,
    approach: (category: string, by: string) => `${category} because somebody came near (${by})`,
    byHand: (category: string) => `${category}, asked for at the screen`,
    absent: { 'no-spot': 'none may play now', 'media-missing': 'media are missing', closed: 'closed' },
  },
} satisfies Record<Language, unknown>;

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

function seconds(ms: number, language: Language): string {
  return `${(ms / 1000).toFixed(1)} ${language === 'en' ? 's' : '秒'}`;
}

function onAirClock(onAirMs: number): string {
  const whole = Math.floor(onAirMs / 1000);
  return [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':');
}
