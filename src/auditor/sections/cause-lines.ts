import type { causesOf, LostPlays } from '../../core/report/shortfall-causes.ts';
import { duration } from '../../elements/controls/format.ts';
import { type Language, text } from '../../elements/language.ts';
import { type SpotBook, spotName } from '../desk/spot-book.ts';
import { outcomeName } from '../plays/outcome.ts';
import { faultName } from '../words/fault-name.ts';
import { messages as common } from '../words/messages.ts';

const messages = {
  'zh-CN': {
    lost: (spot: string, outcome: string, why: string, plays: number, time: string) =>
      `「${spot}」${outcome}（${why}）${plays} 次，少播 ${time}`,
    fault: (name: string, times: number) => `故障：${name} ${times} 次`,
    dark: (time: string) => `开播而没有画面 ${time}`,
    programme: (names: string) => `其间启用播放方案 ${names}`,
    noCause:
      '日志没有记下故障或失败：计入承诺的条目在这段时间里播得太少。请核对播放方案与条目的投放期、时段。',
  },
  en: {
    lost: (spot: string, outcome: string, why: string, plays: number, time: string) =>
      `“${spot}” ${outcome.toLowerCase()} (${why}) ${plays}×, ${time} lost`,
    fault: (name: string, times: number) => `Fault: ${name}, ${times}×`,
    dark: (time: string) => `On air without a picture for ${time}`,
    programme: (names: string) => `Programme ${names} came into force`,
    noCause:
      'The log notes no fault or failure: spots that count were played too little in this time. Please look at the programme, and at the flights and dayparts of its spots.',
  },
} satisfies Record<Language, unknown>;

/** What the log says of a shortfall, a line each; one line that says so where it says nothing. */
export function causeLines(causes: ReturnType<typeof causesOf>, book: SpotBook): string[] {
  const say = text(messages);
  const lines = [
    ...causes.lostPlays.map((lost) => lostLine(lost, book)),
    ...[...causes.faults].map(([what, times]) => say.fault(faultName(what), times)),
    ...(causes.noPictureMs > 0 ? [say.dark(duration(causes.noPictureMs))] : []),
  ];
  const explained = lines.length > 0;
  if (causes.programmes.length > 0) lines.push(say.programme(causes.programmes.join('、')));
  return explained ? lines : [say.noCause, ...lines];
}

function lostLine({ spot, outcome, ended, plays, lostMs }: LostPlays, book: SpotBook): string {
  const why = text(common).ended[ended] ?? ended;
  return text(messages).lost(spotName(book, spot), outcomeName(outcome), why, plays, duration(lostMs));
}
