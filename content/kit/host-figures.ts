import { arrive, mix, swing, travel } from './motion.ts';
import { palette } from './palette.ts';
import { at, box, circle, path, type Svg, write } from './svg.ts';

/** Figures of the venues' own films, each within ±130; those with a time move once and rest. */

const { amber, calm, glow, leaf, white, paper } = palette;

export const ticket = (t = 9): Svg =>
  at(
    0,
    mix(-40, 14, arrive(t, 0.3, 0.8)),
    box(150, 170, 10, { fill: white }) +
      write(0, 14, 'A 08', { size: 52, anchor: 'middle' }) +
      path('M-46 50h92'),
  ) + at(0, -92, box(220, 60, 16, { fill: calm }) + path('M-80 6h160', { width: 8 }));

export function waiting(t = 9): Svg {
  const seat = (x: number): Svg => path(`M${x - 34} 30v46h68M${x - 34} 76v34M${x + 34} 76v34`);
  const sitter = (x: number, from: number): Svg =>
    at(
      x,
      mix(-24, 0, arrive(t, from)),
      circle(0, -44, 28, { fill: glow }) + path('M-26 70v-46a26 26 0 0 1 52 0v46z', { fill: calm }),
      { opacity: arrive(t, from, 0.3) },
    );
  return [-88, 0, 88].map(seat).join('') + sitter(-88, 0.3) + sitter(0, 0.8) + sitter(88, 1.3);
}

export const counter = (t = 9): Svg =>
  circle(0, -60, 34, { fill: glow }) +
  path('M-56 36c0 -36 22 -50 56 -50s56 14 56 50z', { fill: calm }) +
  path('M-120 36h240v72h-240z', { fill: white }) +
  at(0, 72, path('M-18 2l12 12 24 -26', { width: 10 }), {
    opacity: arrive(t, 0.6, 0.3),
    scale: arrive(t, 0.6, 0.4),
  });

const no = (t: number): Svg =>
  at(84, 76, circle(0, 0, 36, { fill: amber }) + path('M-14 -14l28 28M14 -14l-28 28', { width: 10 }), {
    scale: arrive(t, 0.7, 0.4),
    opacity: arrive(t, 0.7, 0.2),
  });

export const strangeLink = (t = 9): Svg =>
  path('M-16 -30l34 -34a44 44 0 0 1 62 62l-34 34M16 30l-34 34a44 44 0 0 1 -62 -62l34 -34', { width: 12 }) +
  path('M-30 30l60 -60', { width: 12 }) +
  no(t);

export const secretCode = (t = 9): Svg =>
  box(230, 84, 18, { fill: calm }) +
  [-66, -22, 22, 66].map((x) => circle(x, 0, 11, { fill: palette.ink })).join('') +
  path('M-50 -42v-22a50 50 0 0 1 100 0v22', { width: 12 }) +
  no(t);

export const publicNetwork = (t = 9): Svg =>
  path('M-104 -34a150 150 0 0 1 208 0M-66 6a94 94 0 0 1 132 0M-30 44a42 42 0 0 1 60 0', { width: 14 }) +
  circle(0, 82, 10, { fill: palette.ink }) +
  no(t);

export const idCard = (t = 9): Svg =>
  at(
    mix(-50, 0, arrive(t, 0.3, 0.8)),
    0,
    box(240, 156, 18, { fill: white }) +
      circle(-62, -20, 30, { fill: glow }) +
      path('M-108 50c0 -30 20 -38 46 -38s46 8 46 38', { fill: calm }) +
      path('M16 -36h72M16 -4h72M16 28h44'),
  );

export const facing = (t = 9): Svg => {
  const y = mix(-80, 60, travel(t, 0.4, 1.6));
  return (
    path('M-60 -24a60 60 0 0 1 120 0v24a60 60 0 0 1 -120 0z', { fill: glow }) +
    path('M-22 -10v4M22 -10v4', { width: 12 }) +
    path('M-18 26c10 8 26 8 36 0') +
    path('M-110 -60v-44h44M66 -104h44v44M110 50v44h-44M-66 94h-44v-44', { width: 10 }) +
    at(0, y, path('M-96 0h192', { stroke: amber, width: 8 }), { opacity: 1 - arrive(t, 2, 0.4) })
  );
};

export const simCard = (): Svg =>
  path('M-70 -100h90l50 50v150h-140z', { fill: white }) +
  box(84, 70, 12, { fill: amber }) +
  path('M-42 -8h26M-42 14h26M16 -8h26M16 14h26M0 -35v70', { width: 5 });

export const dataGauge = (t = 9): Svg =>
  path('M-104 52a108 108 0 1 1 208 0', { width: 16, stroke: palette.sky }) +
  at(0, 20, path('M0 0L-78 0', { width: 12 }) + circle(0, 0, 14, { fill: amber }), {
    rotate: mix(-10, 120, arrive(t, 0.3, 1.2)),
  }) +
  write(0, 96, 'GB', { size: 44, anchor: 'middle' });

export const callTime = (t = 9): Svg =>
  at(
    0,
    0,
    path('M-72 -96c-34 22 -30 84 22 136s114 56 136 22l-44 -44 -30 16c-22 -12 -46 -36 -58 -58l16 -30z', {
      fill: leaf,
    }),
    { rotate: 5 * swing(t, 0.3, 1.2, 1) },
  ) + path('M16 -62a50 50 0 0 1 50 50M16 -102a90 90 0 0 1 90 90', { width: 10 });

export const contract = (t = 9): Svg =>
  path('M-84 -108h118l50 50v166h-168z', { fill: white }) +
  path('M-50 -40h70M-50 -4h100') +
  path(`M-50 62q20 -36 36 -6t36 -8t30 -4`, {
    stroke: palette.ink,
    dash: `${Math.round(150 * arrive(t, 0.4, 1.2))} 200`,
  });

export function bin(colour: string, sign: Svg, thing: Svg): (t?: number) => Svg {
  return (t = 9) =>
    at(0, mix(-120, 30, travel(t, 0.5, 0.7)), thing, {
      opacity: arrive(t, 0.3, 0.2) * (1 - arrive(t, 1.15, 0.15)),
      scale: 0.9,
    }) +
    path('M-78 -18h156l-14 136h-128z', { fill: colour }) +
    at(0, -34, path('M-92 0h184M-24 0v-18h48v18', { width: 10 }), {
      rotate: mix(0, -26, travel(t, 0.3, 0.3)) + mix(0, 26, travel(t, 1.3, 0.4)),
    }) +
    at(0, 52, circle(0, 0, 40, { fill: white }) + sign);
}

export const bottle = (): Svg =>
  path('M-10 -50h20v20c14 8 18 16 18 30v46h-56v-46c0 -14 4 -22 18 -30z', { fill: calm });
export const battery = (): Svg =>
  path('M-24 -40h48v84h-48zM-10 -40v-12h20v12M-10 0h20M0 -10v20', { fill: glow });
export const apple = (): Svg =>
  path('M0 -24c-34 -22 -50 8 -40 40s30 36 40 26c10 10 30 6 40 -26s-6 -62 -40 -40zM0 -24q0 -20 16 -30', {
    fill: leaf,
  });
export const tissue = (): Svg =>
  path('M-40 30l-6 -44 26 6 10 -34 24 22 28 -10 -6 36 12 24z', { fill: paper });

export const recycle = (): Svg => path('M-18 8l18 -30 18 30M-22 18h44', { width: 7 });
export const hazard = (): Svg => path('M0 -24v26M0 18v2', { width: 9 });
export const leafSign = (): Svg =>
  path('M-20 20c-4 -34 14 -42 40 -42 0 30 -12 46 -40 42zM-20 20l22 -22', { width: 6 });
export const otherSign = (): Svg => path('M-18 0h2M0 0h2M18 0h2', { width: 11 });

export const bicycle = (): Svg =>
  circle(-66, 50, 40, { fill: white }) +
  circle(70, 50, 40, { fill: white }) +
  path('M-66 50l28 -70h76l32 70M-38 -20l40 70h-68M38 -20l-36 70M-52 -34h34M38 -20l-10 -30h30') +
  at(-4, 8, box(44, 30, 8, { fill: amber }));

export const stairs = (t = 9): Svg => path('M-110 100h56v-50h56v-50h56v-50h52v150z', { fill: calm }) + no(t);

export const charging = (t = 9): Svg =>
  box(140, 190, 20, { fill: white }) +
  at(0, 0, path('M16 -58l-46 64h32l-18 52 46 -66h-32z', { fill: amber }), {
    scale: mix(0.8, 1, arrive(t, 0.4, 0.6)),
  }) +
  path('M70 30h20a16 16 0 0 1 16 16v34');

export const clock = (): Svg =>
  circle(0, 0, 96, { fill: white }) +
  path('M0 -58v58l40 28', { width: 12 }) +
  path('M0 -84v6M0 78v6M-84 0h6M78 0h6', { width: 8 });

export const elder = (): Svg =>
  circle(-20, -66, 40, { fill: glow }) +
  path('M-84 108v-44c0 -44 24 -62 64 -62s64 18 64 62v44z', { fill: leaf }) +
  path('M-56 -80c16 -30 58 -30 72 0', { width: 10 }) +
  path('M70 108v-96a16 16 0 0 1 32 0', { width: 10 });

export const globe = (): Svg =>
  circle(0, 0, 100, { fill: white }) +
  path('M-100 0h200M0 -100c-60 50 -60 150 0 200M0 -100c60 50 60 150 0 200M-86 -50h172M-86 50h172');

export const umbrella = (): Svg =>
  path('M-104 10a104 104 0 0 1 208 0c-18 -20 -50 -20 -68 0 -18 -20 -52 -20 -70 0 -18 -20 -52 -20 -70 0z', {
    fill: leaf,
  }) + path('M0 -94v-16M0 8v76a22 22 0 0 1 -44 0', { width: 10 });

export const calendar = (): Svg =>
  box(190, 180, 20, { fill: white }) +
  path('M-95 -40h190M-50 -112v40M50 -112v40') +
  [-50, 0, 50].map((x) => circle(x, 0, 9, { fill: palette.ink })).join('') +
  circle(-50, 44, 16, { fill: amber }) +
  [0, 50].map((x) => circle(x, 44, 9, { fill: palette.ink })).join('');

export const kiosk = (): Svg =>
  path('M-76 -116h152v132h-152zM-56 16v96h112v-96M-100 112h200', { fill: white }) +
  at(0, -52, path('M-44 -34h88v64h-88z', { fill: calm }) + path('M-18 0l12 12 26 -28', { width: 9 })) +
  path('M-24 60h48', { width: 10 });
