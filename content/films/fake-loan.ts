import { banknote, bubble, coin, key, padlock, phone } from '../kit/figures.ts';
import type { Story } from '../kit/film.ts';
import { arrive, during, land, mix, travel } from '../kit/motion.ts';
import { palette } from '../kit/palette.ts';
import { at, box, type Svg, write } from '../kit/svg.ts';

/** 虚假网络贷款: easy money that is always one more fee away. */
export const fakeLoan: Story = {
  id: 'fake-loan',
  bait: {
    hook: ['放款之前', '先要收费？'],
    line: ['“无抵押、秒到账”，', '填完资料却说“账号有误”'],
    english: ['Instant cash, but a fee first?'],
  },
  trap: {
    hook: ['先交钱的', '贷款是诈骗'],
    line: ['解冻费、保证金、刷流水，', '交了也放不了款'],
    english: ['A fee before the loan is a scam.'],
  },
  action: '停手 · 不转账',
  actionEnglish: 'Stop. Transfer nothing. Call 96110; if cheated, 110.',
  cues: [4.8, 9.8, 14],
  wipeFrom: [850, 470],
  scene: (t, trap) => at(850, 362, phone(application(t, trap))) + money(t, trap) + fees(trap),
};

/** What the telephone shows: first the offer, then the demands. */
function application(t: number, trap: number): Svg {
  const gone = 1 - arrive(trap, 0, 0.4);
  const offer =
    write(0, -190, '可借额度', { size: 40, anchor: 'middle' }) +
    write(0, -116, '50,000 元', { size: 60, anchor: 'middle' }) +
    at(0, -20, key('无抵押', palette.calm), { scale: land(t, 0.9, 0.5), opacity: arrive(t, 0.9, 0.2) }) +
    at(0, 80, key('秒到账', palette.calm), { scale: land(t, 1.4, 0.5), opacity: arrive(t, 1.4, 0.2) }) +
    at(0, 196, key('账号有误'), { scale: land(t, 2.9, 0.5), opacity: arrive(t, 2.9, 0.2) });
  const say = (y: number, from: number, what: Svg, x = -134): Svg =>
    at(x, y, what, { scale: land(trap, from, 0.5), opacity: arrive(trap, from, 0.2) });
  return (
    at(0, 0, offer, { opacity: gone }) +
    say(-226, 0.5, bubble({ from: 'them', lines: ['账户已冻结'] })) +
    say(-126, 1, bubble({ from: 'them', lines: ['先交解冻费', '3000 元'] })) +
    say(16, 1.8, bubble({ from: 'me', lines: ['交了'] }), 134) +
    say(108, 2.4, bubble({ from: 'them', lines: ['再交保证金', '5000 元'] }))
  );
}

/** The promised note: drawn in dashes, because it is not there; then locked. */
function money(t: number, trap: number): Svg {
  const note = box(300, 160, 16, { dash: '2 15' });
  const held = arrive(trap, 0.4, 0.4);
  const x = 1120;
  const there = at(x, 262, banknote(), {
    rotate: mix(8, 4, held),
    opacity: arrive(t, 1.9, 0.3) * (1 - 0.999 * held),
    scale: 0.8 * land(t, 1.9, 0.5),
  });
  const outline = at(x, 262, note, { rotate: 4, opacity: held, scale: 0.8 });
  const lock = at(x, 278, padlock(1 - arrive(trap, 1, 0.4)), {
    scale: 0.92 * land(trap, 0.6, 0.5),
    opacity: arrive(trap, 0.6, 0.2),
  });
  return there + outline + lock;
}

/** Fee after fee leaves, and the sum grows. */
function fees(trap: number): Svg {
  const pay = (from: number, endX: number): Svg => {
    const x = travel(trap, from, 0.8);
    const y = mix(610, 566, x) - 16 * Math.sin(Math.PI * x);
    return at(mix(960, endX, x), y, coin(48), { opacity: arrive(trap, from, 0.2) });
  };
  const sum = (words: string, from: number, to: number): Svg =>
    at(0, 0, write(1144, 478, words, { size: 44, anchor: 'middle' }), {
      opacity: during(trap, from, to, 0.25),
    });
  return pay(1.9, 1092) + pay(3.1, 1196) + sum('已交 3000', 2.7, 3.9) + sum('已交 8000', 3.9, 60);
}
