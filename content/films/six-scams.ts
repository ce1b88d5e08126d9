import { readFileSync } from 'node:fs';
import { alreadyHere, endCard, type Film, landscape, picture } from '../kit/film.ts';
import { arrive, during, mix, travel } from '../kit/motion.ts';
import { palette } from '../kit/palette.ts';
import { at, circle, type Svg, write } from '../kit/svg.ts';

interface Scam {
  readonly topic: string;
  readonly name: string;
  readonly sign: string;
  readonly english: string;
}

const scams: readonly Scam[] = [
  {
    topic: 'fake-rebate',
    name: '刷单返利',
    sign: '先垫钱的，都是诈骗',
    english: 'Pay first for a task? A scam.',
  },
  { topic: 'fake-investment', name: '虚假投资', sign: '“稳赚不赔”，是圈套', english: 'Sure profit? A trap.' },
  {
    topic: 'fake-loan',
    name: '虚假贷款',
    sign: '放款前收费，是诈骗',
    english: 'A fee before the loan? A scam.',
  },
  {
    topic: 'fake-shopping',
    name: '虚假购物',
    sign: '私下付款，没有保障',
    english: 'Pay off the platform? No protection.',
  },
  {
    topic: 'fake-service-agent',
    name: '冒充客服',
    sign: '索要验证码，是诈骗',
    english: 'Asks for your code? A scam.',
  },
  {
    topic: 'impersonation',
    name: '冒充领导',
    sign: '转账之前，先打电话',
    english: 'Before you transfer, call back.',
  },
];

const eachSeconds = 2.5;
const actionAt = scams.length * eachSeconds;

/** 六大高发类: the six in one breath, each by its figure and its one sign. */
export const sixScams: Film = {
  id: 'six-scams',
  format: landscape,
  seconds: 19.5,
  bells: [0.3, actionAt + 0.2],
  rests: [...scams.map((_, i) => (i + 0.8) * eachSeconds), 19.4],
  frame: (t) =>
    `<rect width="${picture.width}" height="${picture.height}" fill="${palette.night}"/>` +
    at(0, 0, disc(t) + scams.map((scam, i) => one(scam, t, i)).join('') + dots(t), {
      opacity: 1 - travel(t, actionAt - 0.1, 0.4),
    }) +
    endCard(t, actionAt + 0.1, {
      action: '挂断 · 不转账',
      actionEnglish: 'Hang up. Transfer nothing. Call 96110; if cheated, 110.',
    }),
};

const disc = (t: number): Svg =>
  circle(944, 350, 300 * mix(0.85, 1, arrive(t, 0, 0.6)), { fill: palette.amber, stroke: 'none' });

function one({ topic, name, sign, english }: Scam, t: number, i: number): Svg {
  const from = i === 0 ? alreadyHere : i * eachSeconds;
  const seen = i === scams.length - 1 ? arrive(t, from, 0.3) : during(t, from, (i + 1) * eachSeconds, 0.25);
  const slide = mix(40, 0, arrive(t, from, 0.5));
  const words =
    write(64, 300, name, { size: 124, fill: palette.white }) +
    write(64 - (sign.startsWith('“') ? 28 : 0), 400, sign, { size: 56, fill: palette.amber }) +
    write(64, 460, english, { size: 32, fill: palette.mist, bold: false });
  return at(slide, 0, at(744, 150, figure(topic), { scale: 400 / 240 }) + words, { opacity: seen });
}

/** The figure that stands for the scam everywhere in the player. */
function figure(topic: string): Svg {
  const file = readFileSync(new URL(`../illustrations/${topic}.svg`, import.meta.url), 'utf8');
  const inner = file.slice(file.indexOf('>') + 1, file.lastIndexOf('</svg>'));
  return `<g fill="none" stroke="${palette.ink}" stroke-width="8" stroke-linecap="round" stroke-linejoin="round">${inner}</g>`;
}

/** Where in the six we are. */
const dots = (t: number): Svg =>
  scams
    .map((_, i) =>
      circle(76 + i * 44, 600, 10, {
        fill: t >= i * eachSeconds && t < (i + 1) * eachSeconds ? palette.amber : 'none',
        stroke: palette.mist,
        width: 4,
      }),
    )
    .join('');
