import type { Warning } from '../../core/takeover/definition.ts';

type Words = readonly [zh: string, en: string];

/** One ready warning for each of the six scams: original wording, true of every case of its kind. */
export const templates: readonly Warning[] = [
  warning(
    'fake-rebate',
    ['做任务先垫钱 是诈骗', 'Paying to do “tasks” is a scam'],
    [
      '近期有人被拉群刷单，先返小钱，再要大额垫付。',
      'Groups pay small rebates first, then ask for large advances.',
    ],
    ['停止垫付 · 保留记录 · 拨打 96110', 'Stop paying · Keep records · Call 96110'],
  ),
  warning(
    'fake-investment',
    ['“导师”带你赚钱 是诈骗', 'A “tutor” who makes you rich is a scam'],
    [
      '近期有人被引到陌生平台投资，数字在涨，钱取不出。',
      'On unknown platforms the figures grow, the money stays.',
    ],
    ['停止转入 · 不下载 · 拨打 96110', 'Pay in no more · No download · Call 96110'],
  ),
  warning(
    'fake-loan',
    ['贷款先交钱 是诈骗', 'A loan that costs money first is a scam'],
    ['近期有人以“解冻费”“保证金”为名骗取转账。', 'Callers ask for “unfreezing fees” and “deposits”.'],
    ['不交费 · 不给验证码 · 拨打 96110', 'Pay no fee · Share no code · Call 96110'],
  ),
  warning(
    'fake-shopping',
    ['离开平台付款 是陷阱', 'Paying outside the platform is a trap'],
    ['近期有人以低价、代购为名，要求私下转账。', 'Sellers ask for private transfers for bargains.'],
    ['走平台付款 · 不私转 · 拨打 96110', 'Pay on the platform · No transfer · Call 96110'],
  ),
  warning(
    'fake-service-agent',
    ['让你共享屏幕 是诈骗', 'Asked to share your screen? A scam'],
    [
      '近期有人冒充客服，称要“关闭会员”“取消百万保障”。',
      'False agents offer to “close a membership” for you.',
    ],
    ['马上挂断 · 关闭共享 · 拨打 96110', 'Hang up · Stop sharing · Call 96110'],
  ),
  warning(
    'impersonation',
    ['领导催转账 先打电话', 'Your boss wants a transfer? Ring first'],
    [
      '近期有人冒充领导、熟人，用假头像、假声音借钱。',
      'False bosses and friends use stolen faces and voices.',
    ],
    ['拨原号码核实 · 不转账 · 拨打 96110', 'Ring the known number · No transfer · Call 96110'],
  ),
];

function warning(topic: string, text: Words, detail: Words, action: Words): Warning {
  return { topic, text: both(text), detail: both(detail), action: both(action) };
}

function both([zh, en]: Words): Warning['text'] {
  return { 'zh-CN': zh, en };
}
