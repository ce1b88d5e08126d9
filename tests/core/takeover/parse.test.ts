import { expect, test } from 'vitest';
import { formatFault } from '../../../src/core/playlist/fault.ts';
import { parseTakeovers } from '../../../src/core/takeover/parse.ts';
import { takeoverOf } from './samples.ts';

const parse = (value: unknown) => parseTakeovers(new TextEncoder().encode(JSON.stringify(value)), 't.json');

function faultsOf(value: unknown): string[] {
  const parsed = parse(value);
  return parsed.ok ? [] : parsed.faults.map((fault) => formatFault(fault, 'en'));
}

test('a file of takeovers gives them with their defaults', () => {
  const { when: _when, priority: _priority, ...given } = takeoverOf({ id: 'a' });
  expect(parse({ $schema: '/schemas/takeovers.schema.json', takeovers: [given] })).toEqual({
    ok: true,
    value: [takeoverOf({ id: 'a' })],
  });
});

test('a spot of the programme may be named instead of words', () => {
  const { slogan: _slogan, ...rest } = takeoverOf({ id: 'a' });
  expect(parse({ takeovers: [{ ...rest, spot: { playlist: 'anti-fraud', id: 'film' } }] }).ok).toBe(true);
});

test.each([
  ['an unknown key', { extra: 1 }, '/takeovers/0/extra'],
  ['a time without its offset', { expiresAt: '2026-11-23T12:00:00' }, '/takeovers/0/expiresAt'],
  ['a date that is none', { expiresAt: '2026-13-40T12:00:00Z' }, '/takeovers/0/expiresAt'],
  ['words and a spot', { spot: { playlist: 'a', id: 'b' } }, '/takeovers/0/spot'],
  ['neither words nor a spot', { slogan: undefined }, '/takeovers/0/slogan'],
  ['minutes and plays', { minutes: 5, plays: 3 }, '/takeovers/0/plays'],
  ['neither minutes nor plays', { plays: undefined }, '/takeovers/0/minutes'],
  ['no end', { expiresAt: undefined }, '/takeovers/0/expiresAt'],
  ['a start that is none', { when: 'soon' }, '/takeovers/0/when'],
  ['a priority beyond 9', { priority: 10 }, '/takeovers/0/priority'],
  ['nobody who ordered it', { by: ' ' }, '/takeovers/0/by'],
  ['plays without number', { plays: 0 }, '/takeovers/0/plays'],
])('%s is refused, with its place', (_name, fields, pointer) => {
  const faults = faultsOf({ takeovers: [{ ...takeoverOf({ id: 'a', plays: 3 }), ...fields }] });
  expect(faults.map((line) => line.includes(pointer))).toEqual([true]);
});

test('two takeovers of one id are refused', () => {
  const faults = faultsOf({ takeovers: [takeoverOf({ id: 'a' }), takeoverOf({ id: 'a' })] });
  expect(faults).toHaveLength(1);
  expect(faults[0]).toContain('/takeovers/1/id');
});

test('a file without takeovers, or with too many, is refused', () => {
  expect(faultsOf({ takeovers: [] })).toHaveLength(1);
  const many = Array.from({ length: 51 }, (_, index) => takeoverOf({ id: `t${index}` }));
  expect(faultsOf({ takeovers: many })).toHaveLength(1);
});
