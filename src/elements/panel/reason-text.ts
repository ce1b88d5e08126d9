import type { Reason } from '../../core/airtime/reason.ts';
import { duration, percent } from '../controls/format.ts';
import { categoryName } from '../controls/vocabulary.ts';
import { type Language, text } from '../language.ts';

const messages = {
  'zh-CN': {
    rotation: (category: string) => `按轮播次序，轮到${category}`,
    due: (category: string, need: string, without: string, at: string) =>
      `${category}该播了：${at} 须达到 ${need}，不播就只有 ${without}`,
    gapDue: (category: string, most: string) => `距上一条${category}快到 ${most} 的最长间隔了`,
    makeGood: (category: string, shortfall: string) => `补播：${category}还差 ${shortfall}`,
    builtIn: {
      'no-spot': '没有可播的内容，先播内置标语',
      'media-missing': '素材尚未就绪，先播内置标语',
      closed: '不在开播时间，播内置标语',
    },
  },
  en: {
    rotation: (category: string) => `Next in the rotation: ${category}`,
    due: (category: string, need: string, without: string, at: string) =>
      `${category} is due: ${need} needed at ${at}, ${without} without it`,
    gapDue: (category: string, most: string) =>
      `${category} was last on view nearly ${most} ago, the most allowed`,
    makeGood: (category: string, shortfall: string) => `Make-good: ${category} is ${shortfall} short`,
    builtIn: {
      'no-spot': 'Nothing to play, so a built-in slogan does',
      'media-missing': 'The media are not ready, so a built-in slogan plays',
      closed: 'Outside opening hours: a built-in slogan',
    },
  },
} satisfies Record<Language, unknown>;

/** Why a spot was chosen, for the people at the screen. `timeOf` writes an on-air time as a time of day. */
export function reasonText(reason: Reason, timeOf: (onAirMs: number) => string): string {
  const say = text(messages);
  const category = categoryName(reason.category);
  switch (reason.code) {
    case 'rotation':
      return say.rotation(category);
    case 'due':
      return say.due(category, percent(reason.atLeast), percent(reason.without), timeOf(reason.atOnAirMs));
    case 'gap-due':
      return say.gapDue(category, duration(reason.maxGapMs));
    case 'make-good':
      return say.makeGood(category, duration(reason.shortfallMs));
    case 'built-in':
      return say.builtIn[reason.detail];
  }
}
