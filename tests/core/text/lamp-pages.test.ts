import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type LampPage, lampPages } from '../../../src/core/text/lamp-pages.ts';

/** Chinese characters as wide as high, everything else half as wide. */
const face = {
  measure: (text: string, px: number) =>
    Array.from(text).reduce((sum, c) => sum + (c.charCodeAt(0) > 0x2000 ? px : Math.ceil(px / 2)), 0),
  lineHeight: 1,
};
const boards = [
  { width: 64, height: 32 },
  { width: 128, height: 64 },
  { width: 192, height: 96 },
  { width: 320, height: 160 },
  { width: 384, height: 16 },
  { width: 96, height: 192 },
];
const han = fc.stringMatching(/^[刷单返利客服退款转账核实诈骗，。A-Z0-9]{1,80}$/u);
const letters = (pages: readonly LampPage[]) =>
  pages
    .flatMap((page) => page.map(({ text }) => text))
    .join('')
    .replace(/[\s，、；,;]/g, '');

describe('lampPages()', () => {
  test('gives one big word the whole board', () => {
    const [page, ...more] = lampPages({ hook: '反诈' }, { width: 64, height: 32 }, face, 9);
    expect(more).toEqual([]);
    expect(page).toEqual([{ role: 'hook', text: '反诈', x: 0, y: 0, px: 32 }]);
  });

  test('sets hook, detail and action on one page where the hook stays clearly the largest', () => {
    const texts = { hook: '先核实再转账', detail: '换号的领导别信', action: '拨打 96110' };
    const pages = lampPages(texts, { width: 320, height: 160 }, face, 9);
    expect(pages).toHaveLength(1);
    const pxOf = (role: string) => pages[0]?.find((line) => line.role === role)?.px ?? 0;
    expect(pxOf('hook')).toBeGreaterThanOrEqual(1.5 * Math.max(pxOf('detail'), pxOf('action')));
  });

  test('leaves out the detail first, then the action, when the time is too short for their pages', () => {
    const texts = { hook: '先核实再转账', detail: '换号的领导别信', action: '拨打 96110' };
    const roles = (mostPages: number) =>
      lampPages(texts, { width: 64, height: 32 }, face, mostPages).map(([line]) => line?.role);
    expect([roles(3), roles(2), roles(1)]).toEqual([
      ['hook', 'detail', 'action'],
      ['hook', 'action'],
      ['hook'],
    ]);
  });

  test.each(boards)(
    'keeps every line of any text on whole lamps inside $width × $height, legibly',
    (board) => {
      fc.assert(
        fc.property(han, fc.option(han), fc.option(han), (hook, detail, action) => {
          const texts = { hook, detail: detail ?? undefined, action: action ?? undefined };
          for (const page of lampPages(texts, board, face, 99)) {
            let below = 0;
            for (const { text, x, y, px } of page) {
              expect([x, y, px].every(Number.isInteger)).toBe(true);
              expect(px).toBeGreaterThanOrEqual(12);
              expect(y).toBeGreaterThanOrEqual(below);
              expect(x + face.measure(text, px)).toBeLessThanOrEqual(board.width);
              expect(y + px).toBeLessThanOrEqual(board.height);
              below = y + px;
            }
          }
        }),
        { numRuns: 60 },
      );
    },
  );

  test.each(boards)('loses no letter of a long hook on $width × $height, whatever the time', (board) => {
    fc.assert(
      fc.property(han, (hook) => {
        expect(letters(lampPages({ hook }, board, face, 1))).toBe(hook.replace(/[，、；,;]/g, ''));
      }),
      { numRuns: 40 },
    );
  });
});
