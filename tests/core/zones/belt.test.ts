import fc from 'fast-check';
import { expect, test } from 'vitest';
import { Belt } from '../../../src/core/zones/belt.ts';

test('every frame moves every text by the same whole number of pixels, and texts follow each other without a gap', () => {
  const lengths = fc.array(fc.integer({ min: 1, max: 400 }), { minLength: 2, maxLength: 20 });
  const run = (stepPx: number, windowPx: number, texts: readonly number[]) => {
    const belt = new Belt(stepPx);
    const waiting = texts.map((lengthPx) => ({ fromPx: 0, lengthPx }));
    const places = new Map<number, number>();
    for (let frame = 0; frame < 400; frame++) {
      while (waiting[0] && belt.joinPx < belt.positionPx + 2 * windowPx) {
        const { lengthPx } = waiting.shift() ?? { lengthPx: 1 };
        belt.lay({ fromPx: belt.joinPx, lengthPx });
      }
      belt.advance(windowPx);
      for (const [index, strip] of belt.strips.entries()) {
        const before = places.get(strip.fromPx);
        const at = belt.placeOf(strip, windowPx);
        if (before !== undefined) expect(before - at).toBe(stepPx);
        places.set(strip.fromPx, at);
        const next = belt.strips[index + 1];
        if (next) expect(next.fromPx).toBe(strip.fromPx + strip.lengthPx);
      }
    }
  };
  fc.assert(fc.property(fc.integer({ min: 1, max: 32 }), fc.integer({ min: 14, max: 300 }), lengths, run), {
    numRuns: 60,
  });
});

test('a text has entered with its first pixel, and its turn is over when the next one may', () => {
  const belt = new Belt(3);
  const text = { fromPx: belt.joinPx, lengthPx: 10 };
  belt.lay(text);
  expect(belt.hasEntered(text)).toBe(false);
  let frames = belt.framesLeft(text);
  belt.advance(50);
  expect(belt.hasEntered(text)).toBe(true);
  while (belt.framesLeft(text) > 0) {
    expect(belt.framesLeft(text)).toBe(--frames);
    belt.advance(50);
  }
  const next = { fromPx: belt.strips[0] ? 10 : -1, lengthPx: 5 };
  expect(belt.hasEntered(next)).toBe(true);
});

test('a text leaves the belt when its last pixel has left the window', () => {
  const belt = new Belt(5);
  const text = { fromPx: 0, lengthPx: 12 };
  belt.lay(text);
  let frames = 0;
  while (belt.strips.length > 0) {
    belt.advance(20);
    frames += 1;
  }
  expect(frames).toBe(Math.ceil(32 / 5));
});
