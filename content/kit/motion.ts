/** Time in seconds throughout; every function is pure, so that a film is the same on every machine. */

const clamp = (x: number): number => Math.min(1, Math.max(0, x));

/** 0 before `from`, 1 after `from + seconds`, quick at first and settling: how things arrive. */
export function arrive(t: number, from: number, seconds = 0.55): number {
  const x = clamp((t - from) / seconds);
  return 1 - (1 - x) ** 3;
}

/** 0 to 1 with a gentle start and end: how things travel. */
export function travel(t: number, from: number, seconds: number): number {
  const x = clamp((t - from) / seconds);
  return x * x * (3 - 2 * x);
}

/** 0 to 1 at even speed: how a number counts up. */
export function count(t: number, from: number, seconds: number): number {
  return clamp((t - from) / seconds);
}

/** Arrives with one small overshoot: how something lands. */
export function land(t: number, from: number, seconds = 0.6): number {
  const x = clamp((t - from) / seconds);
  return 1 + 2.2 * (x - 1) ** 3 + 1.2 * (x - 1) ** 2;
}

/** 1 between two instants with short fades, else 0. */
export function during(t: number, from: number, to: number, fade = 0.35): number {
  return arrive(t, from, fade) * (1 - clamp((t - to + fade) / fade));
}

/** A swing that dies away, −1 to 1, at `hertz` (kept well under 3: nothing flashes). */
export function swing(t: number, from: number, hertz = 1.1, decay = 0.9): number {
  const x = t - from;
  return x <= 0 ? 0 : Math.sin(2 * Math.PI * hertz * x) * Math.exp(-decay * x);
}

/** A swing that has come to rest after `seconds`: what stands still is read, and need not be drawn again. */
export const swingToRest = (t: number, from: number, seconds = 1.8): number =>
  swing(t, from, 1) * (1 - travel(t, from + seconds / 2, seconds / 2));

export const mix = (a: number, b: number, x: number): number => a + (b - a) * x;
