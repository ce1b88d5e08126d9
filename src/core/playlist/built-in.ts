import type { LocalizedText, Spot } from './definition.ts';
import type { ProgrammeSpot } from './programme-spot.ts';

/** The playlist id of what is built in; no published playlist may take it. */
export const builtInPlaylistId = 'built-in';

const durationMs = 8_000;

type Words = readonly [zh: string, en: string];
interface Slogan {
  readonly topic: string;
  readonly hook: Words;
  readonly detail: Words;
  readonly action: Words;
}

const antiFraud: readonly Slogan[] = [
  {
    topic: 'fake-rebate',
    hook: ['刷单返利就是诈骗', 'Paid “tasks” are a scam'],
    detail: ['先让你赚点小钱，再要你不断垫付。', 'A small payout first, then ever larger advances.'],
    action: ['不垫付 · 退出群聊 · 拨打 96110', 'Pay nothing · Leave the group · Call 96110'],
  },
  {
    topic: 'fake-investment',
    hook: ['“稳赚不赔”不可信', 'No profit is guaranteed'],
    detail: ['陌生“导师”带你进的平台，涨的只是数字。', 'On a stranger’s platform only the numbers grow.'],
    action: ['不下载 · 不转账 · 拨打 96110', 'No download · No transfer · Call 96110'],
  },
  {
    topic: 'fake-loan',
    hook: ['放款前收费是诈骗', 'A fee before a loan is a scam'],
    detail: [
      '保证金、解冻费、刷流水，正规贷款都不会要。',
      'Real lenders ask for no deposit or unfreezing fee first.',
    ],
    action: ['不交费 · 不给验证码 · 拨打 96110', 'Pay no fee · Share no code · Call 96110'],
  },
  {
    topic: 'fake-shopping',
    hook: ['私下转账货款难追', 'Paid in private, hard to get back'],
    detail: ['对方要你离开平台、另行付款，请停下。', 'Asked to pay outside the platform? Stop there.'],
    action: ['走平台 · 不私转 · 拨打 96110', 'Stay on the platform · No transfer · Call 96110'],
  },
  {
    topic: 'fake-service-agent',
    hook: ['“客服”来电先核实', 'A “service agent” calls: check'],
    detail: [
      '不点链接，不共享屏幕，自己到官方应用里查。',
      'Open no link, share no screen; look in the official app.',
    ],
    action: ['挂断 · 自己查 · 拨打 96110', 'Hang up · Look yourself · Call 96110'],
  },
  {
    topic: 'impersonation',
    hook: ['熟人借钱先打电话', 'A friend asks for money? Call'],
    detail: [
      '头像和声音都能冒充，先拨原来的号码问清。',
      'Pictures and voices are faked: ring the number you know.',
    ],
    action: ['先核实 · 不转账 · 拨打 96110', 'Check first · No transfer · Call 96110'],
  },
];

const neutral: Slogan = {
  topic: 'welcome',
  hook: ['您好，欢迎光临', 'Welcome'],
  detail: ['节目正在准备，请稍候。', 'The programme is being prepared.'],
  action: ['如需帮助，请咨询工作人员', 'Please ask our staff if you need help'],
};

const made = new Map<string, readonly ProgrammeSpot[]>();

/**
 * Slogans of a category that need no file: one for each of the six scams for `anti-fraud`, a neutral welcome for any other.
 * The same array for the same category. They last 8 s each and belong to the playlist `built-in`.
 */
export function builtInSpots(category: string): readonly ProgrammeSpot[] {
  const known = made.get(category);
  if (known) return known;
  const slogans = category === 'anti-fraud' ? antiFraud : [neutral];
  const spots = slogans.map((slogan) => builtIn(slogan, category));
  made.set(category, spots);
  return spots;
}

/** Whether a spot is built in, and so belongs to no published playlist. */
export function isBuiltIn(spot: ProgrammeSpot): boolean {
  return spot.playlist.id === builtInPlaylistId;
}

function builtIn(slogan: Slogan, category: string): ProgrammeSpot {
  const spot: Spot = {
    id: category === 'anti-fraud' ? slogan.topic : `${category}-${slogan.topic}`,
    kind: 'slogan',
    category,
    topic: slogan.topic,
    weight: 1,
    durationMs,
    text: localized(slogan.hook),
    detail: localized(slogan.detail),
    action: localized(slogan.action),
    theme: 'advice',
  };
  return { key: `${builtInPlaylistId}/${spot.id}`, playlist: { id: builtInPlaylistId, revision: 1 }, spot };
}

function localized([zh, en]: Words): LocalizedText {
  return { 'zh-CN': zh, en };
}
