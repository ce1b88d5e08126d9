import { describe, expect, it } from 'vitest';
import { characters, chunksOf, endsPhrase } from '../../../src/core/text/chunks.ts';

const both = [
  ['with a dictionary', undefined],
  ['without one', characters],
] as const;

describe.each(both)('chunksOf() %s', (_, segment) => {
  const texts = [
    '先垫付再返利，都是诈骗！',
    '“领导”急着要钱？（先打电话）',
    '月息2%起，先交5000元保证金',
    'Never transfer money',
    '拨打 96110 咨询',
    '稳赚……不赔',
  ];

  it.each(texts)('keeps every character of %s', (text) => {
    expect(chunksOf(text, segment).join('')).toBe(text);
  });

  it.each(texts)('begins no piece of %s with closing punctuation', (text) => {
    for (const chunk of chunksOf(text, segment)) expect(chunk).not.toMatch(/^[，。！？：；）》”…、%]/);
  });

  it.each(texts)('ends no piece of %s with opening punctuation', (text) => {
    for (const chunk of chunksOf(text, segment)) expect(chunk).not.toMatch(/[（《“]\s*$/);
  });

  it.each(['96110', '110', '5000元', '2.5%', '1,000万元', '24小时'])('never splits %s', (number) => {
    expect(chunksOf(`请记住${number}吧`, segment).some((chunk) => chunk.includes(number))).toBe(true);
  });

  it('keeps Latin words whole', () => {
    expect(chunksOf("Don't pay a stranger", segment)).toEqual(["Don't ", 'pay ', 'a ', 'stranger']);
  });

  it('keeps the words of this field whole', () => {
    expect(chunksOf('陌生链接', segment).join('|')).toMatch(/链接/);
  });
});

describe('chunksOf()', () => {
  it('leaves no "not" alone at the end of a line', () => {
    expect(chunksOf('不转账')).toEqual(['不转账']);
  });

  it.each([
    ['放款前收费，是诈骗', '放款前'],
    ['名下有几张卡？', '几张卡'],
    ['看见也未必是真', '也未必'],
    ['“注销校园贷”是骗局', '校园贷'],
  ])('%s keeps %s together', (text, word) => {
    expect(chunksOf(text).some((chunk) => chunk.includes(word))).toBe(true);
  });
});

describe('endsPhrase()', () => {
  it.each(['返利，', '诈骗！', '急！”', 'refund. ', '不转账 · '])('sees a pause after %s', (chunk) => {
    expect(endsPhrase(chunk)).toBe(true);
  });
  it('sees none within a phrase', () => {
    expect(endsPhrase('返利')).toBe(false);
  });
});
