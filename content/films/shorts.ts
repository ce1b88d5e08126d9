import { type Brief, tellBriefly } from '../kit/brief.ts';
import {
  banknote,
  bubble,
  coin,
  eyeMask,
  hook,
  key,
  mark,
  padlock,
  parcel,
  person,
  phone,
  smilingMask,
} from '../kit/figures.ts';
import type { Film } from '../kit/film.ts';
import { arrive, land, mix, travel } from '../kit/motion.ts';
import { palette } from '../kit/palette.ts';
import { at, box, circle, path, type Svg, write } from '../kit/svg.ts';

const appears = (t: number, from: number) => ({ scale: land(t, from, 0.5), opacity: arrive(t, from, 0.2) });

const wrong = (t: number, x: number, y: number): Svg => at(x, y, mark('wrong'), appears(t, 1.5));

/** A coin on a hook, and the fish that looks at it. */
function bait(t: number): Svg {
  const down = mix(-360, 30, arrive(t, alreadyFalling, 0.8));
  const swim = mix(-330, -64, travel(t, 0.5, 1));
  const fish =
    path('M-84 0l-66 -56v112z', { fill: palette.calm }) +
    path('M-96 0c44 -84 146 -84 196 0c-50 84 -152 84 -196 0z', { fill: palette.calm }) +
    circle(52, -18, 11, { fill: palette.ink }) +
    path('M74 18c-10 8 -22 10 -34 6');
  return at(112, down, hook(), { scale: 1.15 }) + at(112, down - 30, coin(58)) + at(swim, 60, fish);
}

const alreadyFalling = -0.4;

/** Money goes in at the top; the lock snaps. */
function safe(t: number): Svg {
  const drop = (from: number, x: number): Svg =>
    at(x, mix(-330, 20, travel(t, from, 0.7)), coin(46), { opacity: 1 - arrive(t, from + 0.6, 0.1) });
  const chest =
    box(330, 250, 26, { fill: palette.paper }) +
    at(0, -97, box(330, 56, 22, { fill: palette.calm })) +
    path('M-62 -97h124', { width: 14 }) +
    path('M-110 125v34M110 125v34', { width: 18 });
  const lock = at(0, 32, padlock(1 - arrive(t, 1.5, 0.3)), appears(t, 1.1));
  return drop(-0.3, -20) + drop(0.3, 20) + at(0, 62, chest) + at(0, 62, lock) + wrong(t, 178, -60);
}

/** The note is there, behind a fee that has to be paid first. */
const feeFirst = (t: number): Svg =>
  at(0, -86, banknote(), { scale: 1.15, rotate: -5 }) +
  at(92, -30, padlock(), { ...appears(t, 0.3), scale: 0.8 * land(t, 0.3, 0.5) }) +
  at(0, 118, key('先交解冻费', palette.amber, 52), appears(t, 0.9)) +
  wrong(t, 204, 124);

/** The parcel opens, and only a question comes out. */
function emptyParcel(t: number): Svg {
  const open = travel(t, 0.7, 0.5);
  const question =
    path('M-42 -56a44 44 0 1 1 62 36c-15 7 -20 14 -20 30', { width: 22 }) +
    circle(0, 50, 6, { fill: palette.ink, width: 12 });
  return (
    at(0, mix(60, -98, arrive(t, 1, 0.6)), question, { opacity: arrive(t, 1, 0.3) }) +
    at(0, mix(-300, 190, land(t, alreadyFalling, 0.8)), parcel(open))
  );
}

/** Somebody asks for the six digits. */
const askedForTheCode = (t: number): Svg =>
  at(0, 70, phone(''), { scale: 0.62 }) +
  at(
    0,
    80,
    box(330, 104, 20, { fill: palette.white }) + write(0, 26, '＊＊＊＊＊＊', { size: 50, anchor: 'middle' }),
  ) +
  at(
    -196,
    -206,
    bubble({ from: 'them', lines: ['验证码报一下'], size: 52, fill: palette.amber }),
    appears(t, 0.2),
  ) +
  wrong(t, 178, 184);

/** The boss's face is a mask. */
function maskedBoss(t: number): Svg {
  const lifted = travel(t, 0.7, 0.8);
  const bust = person({ tie: true, mood: 'calm' }) + at(0, -8, eyeMask());
  const maskAt = [mix(0, 86, lifted), mix(-16, -128, lifted)] as const;
  return (
    `<clipPath id="boss"><circle r="240"/></clipPath><g clip-path="url(#boss)">${at(-20, 26, bust, { scale: 1.2 })}</g>` +
    at(maskAt[0] - 20, maskAt[1] + 36, smilingMask(), { scale: 1.12, rotate: 16 * lifted })
  );
}

const briefs: readonly Brief[] = [
  {
    id: 'fake-rebate-short',
    hook: ['先垫钱的', '任务是骗局'],
    english: 'A task you pay for first is a scam.',
    action: '停手 · 不转账',
    image: bait,
  },
  {
    id: 'fake-investment-short',
    hook: ['只进不出', '是假平台'],
    english: 'Money in, never out: a fake platform.',
    action: '停手 · 不转账',
    image: safe,
  },
  {
    id: 'fake-loan-short',
    hook: ['放款先收费', '就是诈骗'],
    english: 'A fee before the loan is a scam.',
    action: '停手 · 不转账',
    image: feeFirst,
  },
  {
    id: 'fake-shopping-short',
    hook: ['私下付款', '没有保障'],
    english: 'Pay privately: no protection.',
    action: '停手 · 不转账',
    image: emptyParcel,
  },
  {
    id: 'fake-service-agent-short',
    hook: ['验证码', '谁要都不给'],
    english: 'Give your code to no one.',
    action: '挂断 · 不转账',
    image: askedForTheCode,
  },
  {
    id: 'impersonation-short',
    hook: ['领导要钱', '先打电话'],
    english: 'The boss wants money? Call first.',
    action: '先核实 · 不转账',
    image: maskedBoss,
  },
];

/** One per scam, for lifts and buses. */
export const shorts: readonly Film[] = briefs.map(tellBriefly);
