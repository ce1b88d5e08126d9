import { bubble, key, mark, padlock } from '../kit/figures.ts';
import type { Story } from '../kit/film.ts';
import { arrive, count, land, mix } from '../kit/motion.ts';
import { palette } from '../kit/palette.ts';
import { at, box, circle, path, type Svg, write } from '../kit/svg.ts';

/** 虚假投资理财: a chart that only rises, on strings; the money goes in and never comes out. */
export const fakeInvestment: Story = {
  id: 'fake-investment',
  bait: {
    hook: ['只涨不跌', '是圈套'],
    line: ['“导师”“内幕”“稳赚不赔”，', '都是写好的剧本'],
    english: ['A chart that only rises is a script.'],
  },
  trap: {
    hook: ['充得进去', '提不出来'],
    line: ['提现先缴“税费”“保证金”，', '平台从头到尾是假的'],
    english: ['Money goes in and never comes out:', 'the platform is fake.'],
  },
  action: '停手 · 不转账',
  actionEnglish: 'Stop. Transfer nothing. Call 96110; if cheated, 110.',
  cues: [5, 10, 14.5],
  wipeFrom: [944, 590],
  scene: (t, trap) => at(944, 374, monitor(t, trap)) + lock(trap),
};

const nodes = [
  [-210, 70],
  [-105, 24],
  [0, -14],
  [105, -62],
  [200, -104],
] as const;

function monitor(t: number, trap: number): Svg {
  const stand = path('M-40 216v56h80v-56M-96 272h192', { fill: palette.ink });
  const screen =
    box(560, 432, 30, { fill: palette.ink }) + box(524, 396, 14, { fill: palette.paper, stroke: 'none' });
  const pressed = 1 - 0.1 * arrive(trap, 1.3, 0.2) + 0.1 * arrive(trap, 1.6, 0.2);
  const withdraw = at(0, 146, key('提现'), {
    scale: pressed * land(trap, 0.5, 0.5),
    opacity: arrive(trap, 0.5, 0.2),
  });
  return stand + screen + strings(trap) + chart(t) + gain(t) + withdraw;
}

/** The sum on the screen; its ground keeps it readable before the strings. */
function gain(t: number): Svg {
  const yuan = Math.round((12600 * count(t, 0.6, 3.6)) / 100) * 100;
  const ground = at(-86, -148, box(316, 62, 8, { fill: palette.paper, stroke: 'none' }));
  return ground + write(-236, -132, `收益 +${yuan.toLocaleString('en-US')} 元`, { size: 44 });
}

/** The line grows from node to node and never falls. */
function chart(t: number): Svg {
  const reach = count(t, 0.6, 3.6) * (nodes.length - 1);
  const whole = Math.floor(reach);
  const from = nodes[whole] ?? nodes[0];
  const to = nodes[whole + 1] ?? from;
  const tip = [mix(from[0], to[0], reach - whole), mix(from[1], to[1], reach - whole)] as const;
  const line = [...nodes.slice(0, whole + 1), tip]
    .map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`)
    .join('L');
  const arrow = at(tip[0], tip[1], path('M-26 -16L2 0L-26 16', { width: 10 }), {
    rotate: -23,
    opacity: arrive(t, 0.7, 0.2),
  });
  const dots = nodes
    .filter((_, i) => i < reach && i < nodes.length - 1)
    .map(([x, y]) => circle(x, y, 11, { fill: palette.amber }));
  return path('M-236 -96v196h472') + path(`M${line}`, { width: 10 }) + arrow + dots.join('');
}

/** What moves the chart: a puppeteer's bar above the picture. */
function strings(trap: number): Svg {
  const y = mix(-494, -296, arrive(trap, 0.1, 0.8));
  const cords = nodes
    .slice(0, 4)
    .map(([x, nodeY]) => path(`M${x} ${y.toFixed(1)}V${nodeY - 11}`, { width: 4 }));
  const bar = path(`M-250 ${y.toFixed(1)}h400M-50 ${y.toFixed(1)}v-60`, { width: 16 });
  return at(0, 0, cords.join('') + bar, { opacity: arrive(trap, 0.1, 0.2) });
}

function lock(trap: number): Svg {
  const seen = (from: number) => ({ scale: land(trap, from, 0.5), opacity: arrive(trap, from, 0.2) });
  const demand = bubble({ from: 'them', lines: ['账户冻结，先缴税费'], size: 40 });
  return (
    at(1160, 424, at(0, 0, padlock(1 - arrive(trap, 2.2, 0.4)), { scale: 1.1 }), seen(1.9)) +
    at(676, 578, demand, seen(2.7)) +
    at(1160, 604, mark('wrong'), seen(3.3))
  );
}
