import { bubble, person, phone, smilingMask } from '../kit/figures.ts';
import type { Story } from '../kit/film.ts';
import { arrive, land, mix, travel } from '../kit/motion.ts';
import { palette } from '../kit/palette.ts';
import { at, box, circle, path, type Svg, write } from '../kit/svg.ts';

/** 冒充熟人（领导）: the picture of the boss, the voice of the boss, and somebody else behind it. */
export const impersonation: Story = {
  id: 'impersonation',
  bait: {
    hook: ['领导急找', '你转账？'],
    line: ['新加的好友、一样的头像，', '催得急，又不接电话'],
    english: ['Your boss wants a transfer, now?'],
  },
  trap: {
    hook: ['先打电话', '当面核实'],
    line: ['头像、声音、视频都能伪造，', '转账前按原号码回拨'],
    english: ['Faces and voices can be faked.', 'Call back on the number you know.'],
  },
  action: '先核实 · 不转账',
  actionEnglish: 'Verify first. Transfer nothing. 96110; if cheated, 110.',
  cues: [4.9, 10.1, 14.6],
  wipeFrom: [1080, 300],
  scene: (t, trap) => impostor(trap) + at(mix(944, 800, travel(trap, 0, 0.6)), 362, phone(chat(t))),
};

function chat(t: number): Svg {
  const say = (x: number, y: number, from: number, what: Svg): Svg =>
    at(x, y, what, { scale: land(t, from, 0.5), opacity: arrive(t, from, 0.2) });
  return (
    box(324, 0, 0, { stroke: 'none' }) +
    at(-100, -222, avatar()) +
    write(-44, -208, '李总', { size: 42 }) +
    path('M-162 -164h324') +
    say(-134, -140, 0.5, bubble({ from: 'them', lines: ['我在开会，', '不便接电话'] })) +
    say(-134, 0, 1.7, bubble({ from: 'them', lines: ['先转 98000', '手续后补'], fill: palette.amber })) +
    say(134, 140, 3, bubble({ from: 'me', lines: ['好的，马上'] }))
  );
}

/** The boss as the account shows him. */
const avatar = (): Svg =>
  `<clipPath id="avatar"><circle r="42"/></clipPath><g clip-path="url(#avatar)">${circle(0, 0, 42, { fill: palette.sky, stroke: 'none' })}${at(0, -2, person({ tie: true, mood: 'smile' }), { scale: 0.36 })}</g>` +
  circle(0, 0, 42);

/** Behind the telephone: the smiling mask is lifted, and it is somebody else. */
function impostor(trap: number): Svg {
  const seen = arrive(trap, 0.3, 0.5);
  const lifted = travel(trap, 1.5, 0.9);
  const x = mix(1040, 1104, seen);
  const body = `<clipPath id="behind"><circle cx="944" cy="360" r="322"/></clipPath><g clip-path="url(#behind)">${at(x, 420, person({ tie: true }), { scale: 1.12 })}</g>`;
  const maskX = x + mix(0, 48, lifted);
  const maskY = mix(420, 226, lifted);
  const handle = path(`M${Math.round(maskX + 10)} ${Math.round(maskY + 120)}L${Math.round(x + 116)} 650`, {
    width: 12,
  });
  const mask = at(maskX, maskY, smilingMask(), { scale: 1.05, rotate: 14 * lifted });
  return at(0, 0, body + handle + mask, { opacity: seen });
}
