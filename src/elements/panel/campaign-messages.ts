import type { Language } from '../language.ts';

export const campaignMessages = {
  'zh-CN': {
    title: '投放日历',
    unchanged: (days: number) => `今后 ${days} 天没有变化`,
    nextStart: (date: string, count: number) => `${date}开始 ${count} 条`,
    nextEnd: (date: string, count: number) => `${date}结束 ${count} 条`,
    todayLine: (date: string, inForce: number, always: number) =>
      `今天 ${date}：投放中 ${inForce} 条，其中不限期 ${always} 条`,
    bare: (category: string, from: string, to: string) =>
      `${from === to ? from : `${from}至${to}`}，${category}没有在投放期内的内容，将播放内置标语`,
    bareFrom: (date: string, category: string) => `${date}起，${category}将播内置标语`,
    starts: (date: string) => `${date}开始`,
    until: (date: string) => `投放中，至${date}（含）`,
    lastDay: '今天是最后一天',
    openEnd: '投放中，未定结束日期',
    range: (from: string, to: string) => `${from}至${to}`,
    untilRange: (to: string) => `至${to}`,
    fromRange: (from: string) => `${from}起`,
    count: (count: number) => `${count} 条`,
    titles: (titles: string, more: number) => (more > 0 ? `${titles}等` : titles),
    between: '、',
    later: (date: string, count: number) => `${date}以后开始的还有 ${count} 条`,
    more: (count: number) => `另有 ${count} 个投放期未列出`,
    strip: (from: string, to: string) => `长条从今天（${from}）画到${to}`,
  },
  en: {
    title: 'Campaign calendar',
    unchanged: (days: number) => `Nothing changes in the next ${days} days`,
    nextStart: (date: string, count: number) =>
      `${counted(count)} ${count === 1 ? 'starts' : 'start'} on ${date}`,
    nextEnd: (date: string, count: number) => `${counted(count)} ${count === 1 ? 'ends' : 'end'} on ${date}`,
    todayLine: (date: string, inForce: number, always: number) =>
      `Today, ${date}: ${counted(inForce)} in force, ${always} of them without dates`,
    bare: (category: string, from: string, to: string) =>
      `${from === to ? from : `${from} to ${to}`}: nothing of “${category}” is in its flight; built-in slogans play`,
    bareFrom: (date: string, category: string) => `Built-in slogans for “${category}” from ${date}`,
    starts: (date: string) => `Starts on ${date}`,
    until: (date: string) => `In force until ${date}`,
    lastDay: 'Today is the last day',
    openEnd: 'In force, no end set',
    range: (from: string, to: string) => `${from} to ${to}`,
    untilRange: (to: string) => `to ${to}`,
    fromRange: (from: string) => `from ${from}`,
    count: counted,
    titles: (titles: string, more: number) => (more > 0 ? `${titles} and ${more} more` : titles),
    between: '; ',
    later: (date: string, count: number) =>
      `${counted(count)} more ${count === 1 ? 'starts' : 'start'} after ${date}`,
    more: (count: number) => `${count} more ${count === 1 ? 'phase is' : 'phases are'} not listed`,
    strip: (from: string, to: string) => `The bars run from today (${from}) to ${to}`,
  },
} satisfies Record<Language, unknown>;

function counted(count: number): string {
  return `${count} ${count === 1 ? 'spot' : 'spots'}`;
}
