import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { isDate } from '../../../src/core/playlist/calendar-date.ts';
import { parsePlaylist } from '../../../src/core/playlist/parse.ts';
import type { ProgrammeSpot } from '../../../src/core/playlist/programme-spot.ts';
import { filledSpot, fillIn, variableFaultOf } from '../../../src/core/playlist/variables.ts';
import { bytesOf, date, type Json } from './sample.ts';

// Many random cases on a machine of unknown load: the count is fixed, the time is not.
vi.setConfig({ testTimeout: 60_000 });

const words = { station: '城关派出所', hotline: '0571-8808 0110', community: '翠苑社区' };

/** Words between variables: anything but what variables are made of. */
const plain = fc.string({ unit: 'grapheme', maxLength: 12 }).filter((text) => !/[{}｛｝]/.test(text));
const name = fc.constantFrom('station', 'hotline', 'community', 'date');
const fallback = plain.filter((text) => /\S/.test(text));
const anyValue = fc.oneof(plain, fc.constantFrom('{station}', '}', '{', '$&', '$1', "$'"));
const values = fc.record(
  { station: anyValue, hotline: anyValue, community: anyValue, date: anyValue },
  { requiredKeys: [] },
);

describe('fillIn()', () => {
  test('puts in what the screen knows, and the fallback for what it does not', () => {
    const text = '{community|本社区}提醒您：有疑问请拨 {hotline|96110}，或到{station|当地派出所}';
    expect(fillIn(text, words)).toBe('翠苑社区提醒您：有疑问请拨 0571-8808 0110，或到城关派出所');
    expect(fillIn(text, {})).toBe('本社区提醒您：有疑问请拨 96110，或到当地派出所');
    expect(fillIn(text, { station: '' })).toBe(fillIn(text, {}));
  });

  test('a fallback may be empty, and may hold a bar', () => {
    expect(fillIn('{community|}反诈提醒', {})).toBe('反诈提醒');
    expect(fillIn('{hotline|110|96110}', {})).toBe('110|96110');
  });

  test('changes nothing but the variables', () => {
    const pieces = fc.array(fc.tuple(plain, name, fallback), { maxLength: 6 });
    fc.assert(
      fc.property(pieces, plain, fc.record({ station: fallback, date: fallback }), (parts, end, known) => {
        const text = parts.map(([before, of, otherwise]) => `${before}{${of}|${otherwise}}`).join('') + end;
        const said = parts.map(
          ([before, of, otherwise]) => before + ((known as Record<string, string>)[of] ?? otherwise),
        );
        expect(fillIn(text, known)).toBe(said.join('') + end);
      }),
    );
  });

  test('leaves no brace, whatever the text and the values are', () => {
    const scrap = fc.constantFrom(
      '{',
      '}',
      '|',
      '{station',
      'date}',
      '{toString}',
      '{__proto__|',
      '{{date}}',
    );
    const anyText = fc.array(fc.oneof(scrap, plain), { maxLength: 8 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyText, values, (text, known) => {
        expect(fillIn(text, known)).not.toMatch(/[{}]/);
      }),
      { numRuns: 500 },
    );
    expect(fillIn('{toString}{constructor|好}', {})).toBe('好');
  });

  test('a text without braces stays as it is', () => {
    fc.assert(fc.property(plain, values, (text, known) => fillIn(text, known) === text));
  });
});

describe('variableFaultOf()', () => {
  test.each([
    ['不转账', undefined],
    ['{date} 防骗提醒', undefined],
    ['{date|今天} 防骗提醒', undefined],
    ['请到{station|当地派出所}', undefined],
    ['{community|}提醒您', undefined],
    ['请到{station}', { code: 'no-fallback', found: '{station}' }],
    ['请到{statoin|派出所}', { code: 'unknown', found: '{statoin|派出所}' }],
    ['请到{ station|派出所}', { code: 'unknown', found: '{ station|派出所}' }],
    ['请到{station｜派出所}', { code: 'unknown', found: '{station｜派出所}' }],
    ['{toString|派出所}', { code: 'unknown', found: '{toString|派出所}' }],
    ['请到{}', { code: 'unknown', found: '{}' }],
    ['请到{station|派出所', { code: 'stray-brace' }],
    ['请到｛station｝', { code: 'stray-brace' }],
    ['{station|{community|本社区}派出所}', { code: 'stray-brace' }],
    ['{station|}', { code: 'blank' }],
    ['{station| } {hotline|}', { code: 'blank' }],
  ])('%j', (text, fault) => {
    expect(variableFaultOf(text)).toEqual(fault);
  });

  test('a text without a fault is never blank on any screen', () => {
    const text = fc
      .array(
        fc.oneof(
          plain,
          fc.tuple(name, plain).map(([of, otherwise]) => `{${of}|${otherwise}}`),
        ),
        {
          maxLength: 5,
        },
      )
      .map((parts) => parts.join(''));
    const known = fc.record(
      { station: fallback, hotline: fallback, community: fallback },
      { requiredKeys: [] },
    );
    fc.assert(
      fc.property(text, known, (written, given) => {
        fc.pre(variableFaultOf(written) === undefined);
        expect(fillIn(written, { ...given, date: '2026年11月22日' })).toMatch(/\S/);
      }),
    );
  });
});

function spotOf(spot: ProgrammeSpot['spot']): ProgrammeSpot {
  return { key: 'office/one', playlist: { id: 'office', revision: 1 }, spot };
}

const slogan = {
  kind: 'slogan',
  id: 'one',
  category: 'anti-fraud',
  weight: 1,
  durationMs: 8_000,
  theme: 'advice',
} as const;

describe('filledSpot()', () => {
  test('fills text, detail and action in both languages, the date as each writes it', () => {
    const written = {
      text: { 'zh-CN': '{community|本社区}提醒您', en: '{community|Your community} warns' },
      detail: { 'zh-CN': '{date}', en: '{date}' },
      action: { 'zh-CN': '拨打 {hotline|96110}' },
    };
    const { spot } = filledSpot(spotOf({ ...slogan, ...written }), words, '2026-11-02');
    expect(spot).toEqual({
      ...slogan,
      text: { 'zh-CN': '翠苑社区提醒您', en: '翠苑社区 warns' },
      detail: { 'zh-CN': '2026年11月2日', en: '2 November 2026' },
      action: { 'zh-CN': '拨打 0571-8808 0110' },
    });
  });

  test('fills what is to be spoken too, and keeps key, playlist and address', () => {
    const spoken = {
      kind: 'announcement',
      id: 'v',
      category: 'anti-fraud',
      weight: 1,
      durationMs: 9,
    } as const;
    const from = {
      ...spotOf({ ...spoken, text: { 'zh-CN': '请到{station|派出所}' } }),
      url: 'https://a/v.mp3',
    };
    expect(filledSpot(from, words, '2026-11-02')).toEqual({
      ...from,
      spot: { ...spoken, text: { 'zh-CN': '请到城关派出所' } },
    });
  });

  test('leaves a film alone', () => {
    const film = spotOf({
      kind: 'video',
      id: 'f',
      category: 'host',
      weight: 1,
      durationMs: 9,
      src: 'a{date}.mp4',
    });
    expect(filledSpot(film, words, '2026-11-02')).toBe(film);
  });

  test('writes every date of the calendar as one', () => {
    fc.assert(
      fc.property(date, (on) => {
        const { spot } = filledSpot(spotOf({ ...slogan, text: { 'zh-CN': '{date}', en: '{date}' } }), {}, on);
        const { 'zh-CN': zh = '', en = '' } = spot.kind === 'slogan' ? spot.text : {};
        const back = /^(\d{4})年(\d{1,2})月(\d{1,2})日$/.exec(zh)?.slice(1) ?? [];
        const iso = back.map((part) => part.padStart(2, '0')).join('-');
        expect([isDate(iso), iso]).toEqual([true, on]);
        expect(new Date(`${en} UTC`).toISOString().slice(0, 10)).toBe(on);
      }),
    );
  });
});

describe('a playlist', () => {
  const faultsOf = (texts: { [key: string]: Json }, kind = 'slogan') => {
    const spot: { [key: string]: Json } = {
      id: 'one',
      kind,
      category: 'anti-fraud',
      durationMs: 8000,
      ...texts,
    };
    const playlist = { id: 'p', revision: 1, publisher: 'x', title: { 'zh-CN': 'x' }, spots: [spot] };
    const parsed = parsePlaylist(bytesOf(playlist), 'p.json');
    return parsed.ok ? [] : parsed.faults;
  };

  test('is good with variables that have a fallback', () => {
    const texts = {
      text: { 'zh-CN': '{community|本社区}提醒', en: '{community|We} warn' },
      detail: { 'zh-CN': '{date}' },
    };
    expect(faultsOf(texts)).toEqual([]);
    expect(faultsOf({ text: { 'zh-CN': '到{station|派出所}' } }, 'announcement')).toEqual([]);
  });

  test('is refused where a variable has none, or is no variable: place, what was found, what was expected', () => {
    const texts = {
      text: { 'zh-CN': '请到{station}', en: 'Go to {statoin|the police}' },
      detail: { 'zh-CN': '请到{station|派出所' },
      action: { 'zh-CN': '{hotline|}' },
    };
    expect(faultsOf(texts)).toMatchObject([
      {
        pointer: '/spots/0/text/zh-CN',
        found: '"{station}"',
        expected: 'a fallback after a bar, such as "{station|the local police station}"',
        zh: { expected: '竖线后写明缺省说法，如 "{station|当地派出所}"' },
      },
      {
        pointer: '/spots/0/text/en',
        found: '"{statoin|the police}"',
        expected: 'one of {station}, {hotline}, {community}, {date}',
      },
      { pointer: '/spots/0/detail/zh-CN', found: '"请到{station|派出所"', line: 1 },
      { pointer: '/spots/0/action/zh-CN', found: '"{hotline|}"' },
    ]);
    expect(faultsOf({ text: { 'zh-CN': '{station}' } }, 'announcement')).toHaveLength(1);
  });

  test('may have braces where nothing is filled in', () => {
    const film = { src: 'a.mp4', title: { 'zh-CN': '{样片}' } };
    expect(faultsOf(film, 'video')).toEqual([]);
  });
});
