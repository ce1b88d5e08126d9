import { bubble, mark, parcel, phone } from '../kit/figures.ts';
import type { Story } from '../kit/film.ts';
import { arrive, land, mix, travel } from '../kit/motion.ts';
import { palette } from '../kit/palette.ts';
import { at, box, circle, path, type Svg, write } from '../kit/svg.ts';

/** 虚假购物服务: a price too good to be true, paid outside the platform; the parcel is empty. */
export const fakeShopping: Story = {
  id: 'fake-shopping',
  bait: {
    hook: ['低得离谱', '先别心动'],
    line: ['让你离开平台、私下付款，', '钱和货都没了保障'],
    english: ['Far too cheap, and off the platform?'],
  },
  trap: {
    hook: ['私下转账', '货款两空'],
    line: ['付了定金又要补“尾款”，', '最后对方失联'],
    english: ['Pay privately:', 'lose the money and the goods.'],
  },
  action: '停手 · 不转账',
  actionEnglish: 'Pay on the platform only. Call 96110; if cheated, 110.',
  cues: [4.7, 9.5, 13.5],
  wipeFrom: [1080, 560],
  scene: (t, trap) => at(mix(944, 836, travel(trap, 0, 0.6)), 362, phone(shop(t, trap))) + delivery(trap),
};

function shop(t: number, trap: number): Svg {
  const gone = 1 - arrive(trap, 0, 0.4);
  const strike = arrive(t, 1.1, 0.4);
  const offer =
    at(0, -166, box(276, 190, 20, { fill: palette.calm }) + camera()) +
    write(-134, 2, '3999 元', { size: 44 }) +
    (strike > 0 ? path(`M-140 -13h${Math.round(172 * strike)}`, { width: 8 }) : '') +
    at(-134, 76, write(0, 0, '699 元', { size: 66 }), {
      scale: land(t, 1.5, 0.5),
      opacity: arrive(t, 1.5, 0.2),
    }) +
    at(-134, 118, bubble({ from: 'them', lines: ['加好友私下付', '更便宜'], fill: palette.amber }), {
      scale: land(t, 2.5, 0.5),
      opacity: arrive(t, 2.5, 0.2),
    });
  const say = (x: number, y: number, from: number, what: Svg): Svg =>
    at(x, y, what, { scale: land(trap, from, 0.5), opacity: arrive(trap, from, 0.2) });
  return (
    at(0, 0, offer, { opacity: gone }) +
    say(134, -226, 0.5, bubble({ from: 'me', lines: ['定金转了'] })) +
    say(-134, -124, 1.1, bubble({ from: 'them', lines: ['还要交尾款', '和保证金'] })) +
    say(134, 20, 1.9, bubble({ from: 'me', lines: ['也转了'] })) +
    say(134, 112, 3, bubble({ from: 'me', lines: ['货呢？'] })) +
    at(-96, 138, mark('wrong'), { scale: 0.62 * land(trap, 3.5, 0.5), opacity: arrive(trap, 3.5, 0.2) }) +
    at(0, 240, write(0, 0, '对方已失联', { size: 40, anchor: 'middle' }), { opacity: arrive(trap, 3.6, 0.3) })
  );
}

const camera = (): Svg =>
  at(
    0,
    8,
    path('M-90 -44h44l16 -24h60l16 24h44v104h-180z', { fill: palette.paper }) +
      circle(0, 8, 36, { fill: palette.white }) +
      circle(0, 8, 14, { fill: palette.ink }) +
      path('M58 -24h12'),
  );

/** The parcel comes, opens, and holds nothing but a question. */
function delivery(trap: number): Svg {
  const y = mix(-60, 600, land(trap, 1.6, 0.7));
  const open = travel(trap, 2.6, 0.6);
  const ask = at(1146, mix(520, 400, arrive(trap, 2.9, 0.6)), question(), {
    opacity: arrive(trap, 2.9, 0.3),
  });
  return ask + at(1146, y, parcel(open), { scale: 0.62, opacity: arrive(trap, 1.6, 0.1) });
}

const question = (): Svg =>
  path('M-42 -56a44 44 0 1 1 62 36c-15 7 -20 14 -20 30', { width: 20 }) +
  circle(0, 46, 5, { fill: palette.ink, width: 12 });
