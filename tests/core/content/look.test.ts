import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { films } from '../../../content/films/all.ts';
import { grounds } from '../../../content/kit/host.ts';
import { palette, smallestText } from '../../../content/kit/palette.ts';
import { write } from '../../../content/kit/svg.ts';
import { flashesPerSecond } from '../../../content/make/flashes.ts';

/** Relative luminance and contrast ratio as WCAG 2.2 defines them. */
function luminance(colour: string): number {
  const [r = 0, g = 0, b = 0] = [1, 3, 5].map((i) => {
    const c = Number.parseInt(colour.slice(i, i + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

function contrast(one: string, other: string): number {
  const [dark = 0, light = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const { night, ink, white, mist, amber, sky, paper, calm, glow, leaf } = palette;
const onDark = [night, ...Object.values(grounds)].flatMap((ground) =>
  [white, mist, amber].map((words) => [words, ground] as const),
);
const onLight = [sky, amber, paper, calm, glow, leaf, white].map((ground) => [ink, ground] as const);

describe('the look of films and pictures', () => {
  it.each([...onDark, ...onLight])('words in %s on %s have a contrast of 7:1 or more', (words, ground) => {
    expect(contrast(words, ground)).toBeGreaterThanOrEqual(7);
  });

  it('refuses to write what cannot be read from far: under 1/24 of the height', () => {
    expect(smallestText).toBeGreaterThanOrEqual(720 / 24);
    expect(() => write(0, 0, '小字', { size: smallestText - 1 })).toThrow(RangeError);
  });

  it.each(films.map(({ film }) => [film.id, film] as const))(
    '%s is the same picture whenever it is drawn, and all but the bell stands still where it rests',
    (_, film) => {
      const withoutSwing = (t: number) => film.frame(t).replace(/rotate\([^)]*\)/g, '');
      for (const t of film.rests) {
        expect(film.frame(t)).toBe(film.frame(t));
        expect(withoutSwing(t)).toBe(withoutSwing(t + 1 / 30));
      }
    },
  );
});

describe('flashesPerSecond()', () => {
  const blinking = (hertz: number, depth: number): number[] =>
    Array.from({ length: 90 }, (_, frame) => 0.3 + (Math.floor((frame * 2 * hertz) / 30) % 2) * depth);

  it('counts what blinks', () => {
    expect(flashesPerSecond(blinking(5, 0.2), 30)).toBe(5);
    expect(flashesPerSecond(blinking(2, 0.2), 30)).toBe(2);
  });

  it('does not count what stands, drifts, or changes too little to be a flash', () => {
    expect(flashesPerSecond(blinking(5, 0.02), 30)).toBe(0);
    expect(
      flashesPerSecond(
        Array.from({ length: 90 }, (_, frame) => frame / 90),
        30,
      ),
    ).toBe(0);
  });
});

describe('the figures of the six scams', () => {
  const folder = new URL('../../../content/illustrations/', import.meta.url);
  it.each(readdirSync(folder))('%s is a small line drawing in the colour of its surroundings', (name) => {
    const svg = readFileSync(new URL(name, folder), 'utf8');
    expect(svg.length).toBeLessThan(2_500);
    expect(svg).toContain('viewBox="0 0 240 240" aria-hidden="true" fill="none" stroke="currentColor"');
    expect(svg).not.toMatch(/#[0-9a-f]{3,6}|<script|<text|href/i);
  });
});
