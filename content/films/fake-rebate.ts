import { bubble, coin, hook, key, mark, phone } from '../kit/figures.ts';
import type { Story } from '../kit/film.ts';
import { arrive, land, mix, travel } from '../kit/motion.ts';
import { at, type Svg } from '../kit/svg.ts';

/** 刷单返利: a task that pays small sums first, then asks for a large one. */
export const fakeRebate: Story = {
  id: 'fake-rebate',
  bait: {
    hook: ['先返小钱', '是诱饵'],
    line: ['点赞、关注、做任务，', '头几单真的返钱'],
    english: ['The first small rebates are bait.'],
  },
  trap: {
    hook: ['要你垫资', '就是诈骗'],
    line: ['大单“垫付”、反复“补单”，', '本金一分也提不出'],
    english: ['Asked to pay for the task first?', 'It is a scam.'],
  },
  action: '停手 · 不转账',
  actionEnglish: 'Stop. Transfer nothing. Call 96110; if cheated, 110.',
  cues: [4.8, 9.8, 14],
  wipeFrom: [936, 560],
  scene: (t, trap) => at(936, 362, telephone(t, trap)) + earnings(t, trap) + takenAway(trap),
};

function telephone(t: number, trap: number): Svg {
  const scroll = 262 * travel(trap, 0.2, 0.6);
  const say = (x: number, y: number, from: number, what: Svg): Svg =>
    at(x, y - scroll, what, { scale: land(t, from, 0.5), opacity: arrive(t, from, 0.25) });
  return phone(
    say(-132, -236, 0.35, bubble({ from: 'them', lines: ['点赞一次', '返 5 元'] })) +
      say(132, -108, 1.3, bubble({ from: 'me', lines: ['做完了'] })) +
      say(-132, -14, 2.1, bubble({ from: 'them', lines: ['再做一单', '返 8 元'] })) +
      say(132, 114, 2.9, bubble({ from: 'me', lines: ['真的到账'] })) +
      say(-132, 212, 5.3, bubble({ from: 'them', lines: ['大单返 30%', '先垫 8000 元'] })) +
      say(132, 340, 6.5, bubble({ from: 'me', lines: ['垫了，提现'] })) +
      at(0, 200, key('提现失败'), { scale: land(trap, 2.7, 0.5), opacity: arrive(trap, 2.7, 0.2) }),
  );
}

/** Small coins leave the telephone and pile up beside it, while the bait works. */
function earnings(t: number, trap: number): Svg {
  const fly = (from: number, n: number): Svg => {
    const x = travel(t, from, 0.8);
    const up = -190 * Math.sin(Math.PI * x);
    return at(mix(1040, 1190, x), mix(420, 590 - n * 84, x) + up, coin(38), {
      opacity: arrive(t, from, 0.15),
    });
  };
  const seen = 1 - arrive(trap, 0, 0.3);
  return at(0, 0, fly(1.6, 0) + fly(3.2, 1), { opacity: seen });
}

/** The large sum is taken by the hook and is gone. */
function takenAway(trap: number): Svg {
  const down = arrive(trap, 2.2, 0.7);
  const up = travel(trap, 3.4, 1);
  const hookY = mix(mix(-80, 470, down), -260, up);
  const sumY = mix(mix(430, 520, arrive(trap, 1.5, 0.5)), -210, up);
  const sum = at(1194, sumY, coin(54), { opacity: arrive(trap, 1.5, 0.3) });
  const sign = at(760, 566, mark('wrong'), { scale: land(trap, 2.9, 0.5), opacity: arrive(trap, 2.9, 0.2) });
  return sum + at(1194, hookY, hook()) + sign;
}
