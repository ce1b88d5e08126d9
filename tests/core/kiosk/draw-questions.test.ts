import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drawQuestions, type Question } from '../../../src/core/kiosk/draw-questions.ts';

const topics = ['a', 'b', 'c', 'd', 'e', 'f'];
const all: readonly Question[] = topics.flatMap((topic) =>
  [1, 2, 3].map((number) => ({
    topic,
    text: { 'zh-CN': `${topic}${number}` },
    options: ['right', 'no', 'never'].map((word) => ({ 'zh-CN': word })),
    right: 0,
    because: { 'zh-CN': 'because' },
  })),
);
const date = fc.date({ min: new Date('2020-01-01'), max: new Date('2100-01-01'), noInvalidDate: true });

describe('drawQuestions()', () => {
  it('draws ten different ones of every day, each topic among them, and the right answer stays the right one', () => {
    fc.assert(
      fc.property(date, (day) => {
        const drawn = drawQuestions(all, day.toISOString().slice(0, 10));
        expect(new Set(drawn.map(({ text }) => text['zh-CN'])).size).toBe(10);
        expect(new Set(drawn.map(({ topic }) => topic))).toEqual(new Set(topics));
        for (const { options, right } of drawn) {
          expect(options[right]?.['zh-CN']).toBe('right');
          expect(options).toHaveLength(3);
        }
      }),
    );
  });

  it('draws the same for everyone on one day, and others on other days', () => {
    expect(drawQuestions(all, '2026-11-22')).toEqual(drawQuestions(all, '2026-11-22'));
    const days = ['2026-11-22', '2026-11-23', '2026-11-24', '2026-11-25'];
    const orders = days.map((day) =>
      drawQuestions(all, day)
        .map(({ text }) => text['zh-CN'])
        .join(),
    );
    expect(new Set(orders).size).toBe(4);
  });

  it('puts the right answer now here, now there', () => {
    const places = drawQuestions(all, '2026-11-22').map(({ right }) => right);
    expect(new Set(places).size).toBeGreaterThan(1);
  });

  it('asks all when there are fewer than wanted', () => {
    expect(drawQuestions(all.slice(0, 4), '2026-11-22')).toHaveLength(4);
  });
});
