import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { breathsOf } from '../../../src/core/voice/breaths.ts';

describe('breathsOf()', () => {
  it('ends a breath with a sentence where one ends in time', () => {
    const first = '陌生来电不轻信，陌生链接不点击，陌生账户不转账。';
    const second = '有疑问，请拨打反诈专线，或者到附近的派出所咨询。';
    expect(breathsOf(first + second)).toEqual([first, second]);
  });

  it('reads the numbers of hotlines digit by digit, one as yao, and leaves amounts alone', () => {
    expect(breathsOf('请拨打 96110 或 110。')).toEqual(['请拨打 九六幺幺零 或 幺幺零。']);
    expect(breathsOf('损失 12000 元，共 500 人')).toEqual(['损失 12000 元，共 500 人']);
  });

  it('loses nothing, and no breath is too long', () => {
    const letters = fc.constantFrom('钱', '账', '。', '，', ' ', 'a', '𠮷', '！');
    fc.assert(
      fc.property(fc.array(letters, { maxLength: 200 }), (parts) => {
        const text = parts.join('');
        const breaths = breathsOf(text);
        expect(breaths.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const breath of breaths) expect(breath.length).toBeLessThanOrEqual(40);
      }),
    );
  });
});
