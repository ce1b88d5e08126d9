import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { locate, pointerOf, readJson } from '../../../src/core/playlist/json-reader.ts';

// Many random cases on a machine of unknown load: the count is fixed, the time is not.
vi.setConfig({ testTimeout: 60_000 });

function accepts(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const spaced = (value: unknown) =>
  fc.constantFrom(0, 1, '\t').map((space) => JSON.stringify(value, null, space));

describe('readJson', () => {
  test('reads what JSON.stringify writes', () => {
    const text = fc.json({ maxDepth: 4 }).filter((json) => !json.includes('__proto__'));
    fc.assert(
      fc.property(
        text.chain((json) => spaced(JSON.parse(json))),
        (json) => {
          expect(readJson(json)).toEqual({ value: JSON.parse(json), faults: [] });
        },
      ),
      { numRuns: 300 },
    );
  });

  test('refuses exactly what JSON.parse refuses', () => {
    const pieces = [
      '{',
      '}',
      '[',
      ']',
      ',',
      ':',
      '"a"',
      '"\\u00e9"',
      '"\\x"',
      '"\n"',
      '1',
      '-',
      '01',
      '1.',
      '.5',
    ];
    const more = [
      '1e5',
      '1e999',
      'NaN',
      'Infinity',
      'true',
      'null',
      'nul',
      ' ',
      '\u00a0',
      "'a'",
      '//',
      '-0',
      '+1',
    ];
    const text = fc.array(fc.constantFrom(...pieces, ...more), { maxLength: 8 }).map((list) => list.join(''));
    fc.assert(
      fc.property(text, (json) => {
        const { faults } = readJson(json);
        expect(!faults.some(({ kind }) => kind === 'syntax')).toBe(accepts(json));
      }),
      { numRuns: 3000 },
    );
  });

  test('says where a syntax fault stands and what belonged there', () => {
    expect(readJson('{"a": [1, 2,]}').faults).toEqual([
      { pointer: '/a/2', kind: 'syntax', offset: 12, found: ']', expected: 'a JSON value' },
    ]);
    expect(readJson('{"a": 1').faults[0]).toMatchObject({
      found: 'the end of the file',
      expected: '"," or "}"',
    });
    expect(readJson('{a: 1}').faults[0]).toMatchObject({ found: 'a', expected: 'a key in double quotes' });
    expect(readJson('{} x').faults[0]).toMatchObject({ found: 'x', expected: 'the end of the file' });
  });

  test('finds keys given twice, at any depth, also when one is written with escapes', () => {
    expect(readJson('{"a":{"b":1,"\\u0062":2},"a":3}').faults).toMatchObject([
      { pointer: '/a/b', kind: 'duplicate-key' },
      { pointer: '/a', kind: 'duplicate-key' },
    ]);
    expect(readJson('{"toString":1,"hasOwnProperty":2}').faults).toEqual([]);
  });

  test('lets no key reach a prototype', () => {
    const { value, faults } = readJson('{"__proto__":{"id":"sneaked"}}');
    expect((value as { id?: string }).id).toBeUndefined();
    expect(faults).toMatchObject([{ kind: 'forbidden-key', pointer: '/__proto__' }]);
  });

  test('refuses nesting that would exhaust the stack', () => {
    const { faults } = readJson('['.repeat(1_000_000));
    expect(faults).toMatchObject([{ kind: 'syntax', expected: 'at most 64 levels' }]);
  });
});

describe('locate', () => {
  test('finds the text of every value, and for a missing one what it is missing from', () => {
    const text = '{ "a": [10, {"b/c": true}],\n "d": null }';
    const offsets = locate(text, ['', '/a/0', '/a/1/b~1c', '/a/1/missing', '/d', '/nowhere']);
    expect([...offsets].map(([pointer, offset]) => [pointer, text.slice(offset, offset + 4)])).toEqual([
      ['', '{ "a'],
      ['/a/0', '10, '],
      ['/a/1/b~1c', 'true'],
      ['/a/1/missing', '{"b/'],
      ['/d', 'null'],
      ['/nowhere', '{ "a'],
    ]);
  });
});

test('pointerOf escapes as RFC 6901 asks', () => {
  expect(pointerOf(['a/b', 'm~n', 0])).toBe('/a~1b/m~0n/0');
  expect(pointerOf([])).toBe('');
});
