import type { ShareRule } from '../../core/playlist/definition.ts';
import type { PlayTable } from '../../core/report/play-table.ts';
import { isActivation, type Measure, measureOf } from '../../core/report/promise.ts';
import { duration, percent } from '../../elements/controls/format.ts';
import { type Language, text } from '../../elements/language.ts';
import { measureName } from '../desk/desk-view.ts';

const messages = {
  'zh-CN': {
    promise: (name: string, share: string, window: string) => `${name}：任何连续 ${window}不少于 ${share}`,
    gap: (time: string) => `，间隔不超过 ${time}`,
    none: '播放方案没有承诺占比',
  },
  en: {
    promise: (name: string, share: string, window: string) =>
      `${name}: at least ${share} of any ${window} on end`,
    gap: (time: string) => `, never away for more than ${time}`,
    none: 'The programme promises no share',
  },
} satisfies Record<Language, unknown>;

/** What the latest programme promises for a measure: `反诈宣传：任何连续 1 小时不少于 15 %`. */
export function promiseWords(table: PlayTable, measure: Measure): string {
  const say = text(messages);
  const rule = latestRule(table, measure);
  if (!rule) return say.none;
  const { atLeast, windowMinutes, maxGapMinutes } = rule;
  const gap = maxGapMinutes === undefined ? '' : say.gap(duration(maxGapMinutes * 60_000));
  return say.promise(measureName(measure), percent(atLeast), duration(windowMinutes * 60_000)) + gap;
}

function latestRule({ subjects }: PlayTable, { key }: Measure): ShareRule | undefined {
  const rules = subjects.flatMap((subject) => (isActivation(subject) ? subject.rules : []));
  return rules.reverse().find((rule) => measureOf(rule).key === key);
}
