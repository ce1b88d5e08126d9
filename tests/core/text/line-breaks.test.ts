import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { chunksOf } from '../../../src/core/text/chunks.ts';
import { fitText, setText } from '../../../src/core/text/fit.ts';
import { breakLines } from '../../../src/core/text/line-breaks.ts';

/** One for a Chinese character, a little over a half for a Latin one. */
const measure = (text: string) =>
  Array.from(text).reduce((width, character) => width + (character > '\u00ff' ? 1 : 0.55), 0);

const lonely = (line: string) => Array.from(line.replace(/[\p{P}\s]/gu, '')).length < 2;
const phrases = [
  '先垫付',
  '再返利',
  '都是诈骗',
  '，',
  '！',
  '不转账',
  '5000元',
  '拨打 96110',
  '陌生',
  '链接',
  '“客服”',
  '的',
];
const anyText = fc
  .array(fc.constantFrom(...phrases), { minLength: 2, maxLength: 12 })
  .map((parts) => parts.join(''))
  .filter((text) => !/^[，！的]/.test(text));

describe('breakLines()', () => {
  it('breaks where a phrase ends', () => {
    expect(breakLines('先垫付再返利，都是诈骗', 2, measure)?.lines).toEqual(['先垫付再返利，', '都是诈骗']);
  });

  it('balances a text without punctuation', () => {
    const lines =
      breakLines('Never transfer money to a stranger who promises a refund', 3, measure)?.lines ?? [];
    const widths = lines.map(measure);
    expect(Math.max(...widths) / Math.min(...widths)).toBeLessThan(1.35);
  });

  it('drops a separator at the end of a line', () => {
    expect(breakLines('挂断 · 不转账 · 拨打 96110', 2, measure)?.lines).toEqual([
      '挂断 · 不转账',
      '拨打 96110',
    ]);
  });

  it('breaks at a separator rather than within what it separates', () => {
    expect(breakLines('不垫付 · 退出群聊 · 拨打 96110', 2, measure)?.lines).toContain('拨打 96110');
    expect(breakLines('Verify first · Transfer nothing · Call 96110', 2, measure)?.lines).toEqual([
      'Verify first',
      'Transfer nothing · Call 96110',
    ]);
  });

  it('leaves what is quoted on one line when there is another way', () => {
    expect(breakLines('“账号填错”是借口', 2, measure)?.lines).toEqual(['“账号填错”', '是借口']);
  });

  it('gives up when there are fewer pieces than lines', () => {
    expect(breakLines('诈骗', 2, measure)).toBeUndefined();
  });

  it('loses no word, strands no punctuation and splits no piece', () => {
    fc.assert(
      fc.property(anyText, fc.integer({ min: 1, max: 4 }), (text, count) => {
        const broken = breakLines(text, count, measure);
        if (!broken) return chunksOf(text).length < count;
        const bare = (some: string) => some.replace(/\s/g, '');
        expect(bare(broken.lines.join(''))).toBe(bare(text));
        for (const line of broken.lines) expect(line).not.toMatch(/^[，！”]|“$/);
        expect(broken.lines).toHaveLength(count);
      }),
    );
  });

  it('leaves no single character on a line when there is another way', () => {
    for (const text of ['先垫付再返利都是骗局', '刷单返利是骗局', '高收益零风险都是假的'])
      for (const count of [2, 3])
        for (const line of breakLines(text, count, measure)?.lines ?? []) expect(lonely(line)).toBe(false);
  });
});

describe('fitText()', () => {
  const box = { lineHeight: 1.2, maxPx: 400, maxLines: 4 };

  it('stays inside its box and uses one of its sides up', () => {
    const sizes = fc.record({
      width: fc.integer({ min: 60, max: 4000 }),
      height: fc.integer({ min: 30, max: 2200 }),
    });
    fc.assert(
      fc.property(anyText, sizes, (text, size) => {
        const fitted = fitText(text, { ...box, ...size }, measure);
        expect(fitted.height).toBeLessThanOrEqual(size.height + 0.001);
        for (const line of fitted.lines)
          expect(measure(line) * fitted.px).toBeLessThanOrEqual(size.width + 0.001);
        const larger = fitted.px + 1.01;
        const used =
          larger > box.maxPx ||
          larger * Math.max(...fitted.lines.map(measure)) > size.width ||
          larger * fitted.lines.length * box.lineHeight > size.height;
        expect(used).toBe(true);
      }),
    );
  });

  it('takes two lines where they allow a larger text', () => {
    expect(
      fitText('先垫付再返利，都是诈骗', { ...box, width: 700, height: 250 }, measure).lines,
    ).toHaveLength(2);
  });
});

describe('setText()', () => {
  it('takes as few lines as the size needs', () => {
    const box = { width: 400, height: 400, lineHeight: 1.2, maxLines: 3 };
    expect(setText('先垫付再返利，都是诈骗', 40, box, measure)?.lines).toHaveLength(2);
    expect(setText('先垫付再返利，都是诈骗', 30, box, measure)?.lines).toHaveLength(1);
    expect(setText('先垫付再返利，都是诈骗', 200, box, measure)).toBeUndefined();
  });
});
