import { bubble, eyeMask, mark, person, phone } from '../kit/figures.ts';
import type { Story } from '../kit/film.ts';
import { arrive, land, mix, swing } from '../kit/motion.ts';
import { palette } from '../kit/palette.ts';
import { at, box, circle, path, type Svg, write } from '../kit/svg.ts';

/** 冒充客服: a refund nobody asked for; what they want is the code on your telephone. */
export const fakeServiceAgent: Story = {
  id: 'fake-service-agent',
  bait: {
    hook: ['客服来电', '主动退款？'],
    line: ['“快递丢失，给您理赔”，', '连订单号都说得准'],
    english: ['A refund call you did not ask for?'],
  },
  trap: {
    hook: ['要验证码的', '都是诈骗'],
    line: ['更别开“屏幕共享”：', '密码、短信对方全看得见'],
    english: ['Asks for a code or a shared screen?', 'It is a scam.'],
  },
  action: '挂断 · 不转账',
  actionEnglish: 'Hang up. Transfer nothing. Call 96110; if cheated, 110.',
  cues: [5, 10.2, 15],
  wipeFrom: [1010, 330],
  scene: (t, trap) => agent(t, trap) + offers(t, trap) + victimsPhone(trap),
};

/** Head and shoulders inside the disc; the narrow mask comes down when the trap closes. */
function agent(t: number, trap: number): Svg {
  const nod = 2.2 * swing(t, 0.6, 0.8, 0.6);
  const masked = arrive(trap, 0.3, 0.7);
  const face = person({ headset: true, mood: 'smile', coat: palette.calm });
  const mask = at(0, mix(-260, -8, masked), eyeMask(), { opacity: arrive(trap, 0.3, 0.2) });
  const whole = at(mix(54, 128, arrive(trap, 0.7, 0.7)), 22, face + mask, { rotate: nod, scale: 1.55 });
  return at(
    944,
    360,
    `<clipPath id="bust"><circle r="322"/></clipPath><g clip-path="url(#bust)">${whole}</g>`,
  );
}

function offers(t: number, trap: number): Svg {
  const here = 1 - arrive(trap, 0, 0.3);
  const say = (x: number, y: number, from: number, lines: readonly string[]): Svg =>
    at(x, y, bubble({ from: 'me', lines, size: 42, fill: palette.white }), {
      scale: land(t, from, 0.5),
      opacity: arrive(t, from, 0.2) * here,
    });
  return say(900, 92, 0.8, ['您的快递丢了']) + say(850, 206, 2.2, ['给您理赔']);
}

/** The telephone comes up: the code is asked for, the screen is shared, an eye looks on. */
function victimsPhone(trap: number): Svg {
  const y = mix(1080, 424, arrive(trap, 0.9, 0.7));
  const say = (x: number, top: number, from: number, what: Svg): Svg =>
    at(x, top, what, { scale: land(trap, from, 0.5), opacity: arrive(trap, from, 0.2) });
  const screen =
    say(-136, -236, 1.5, bubble({ from: 'them', lines: ['报一下验证码'] })) +
    say(
      0,
      -94,
      2,
      box(276, 84, 16, { fill: palette.calm }) + write(0, 18, '＊＊＊＊＊＊', { size: 42, anchor: 'middle' }),
    ) +
    say(-136, -10, 2.7, bubble({ from: 'them', lines: ['打开屏幕共享'] })) +
    say(0, 142, 3.3, eye());
  const no = at(962, 590, mark('wrong'), {
    scale: 1.1 * land(trap, 3.7, 0.5),
    opacity: arrive(trap, 3.7, 0.2),
  });
  return at(794, y, phone(screen), { scale: 0.88, opacity: trap > 0.5 ? 1 : 0 }) + no;
}

const eye = (): Svg =>
  path('M-90 0q90 -92 180 0q-90 92 -180 0z', { fill: palette.white }) +
  circle(0, 0, 32, { fill: palette.amber }) +
  circle(0, 0, 11, { fill: palette.ink });
