import { expect, it } from 'vitest';
import { Chance } from './chance.ts';
import type { FaultRow } from './row.ts';
import { sharedOut } from './share-out.ts';

const row = (name: string, weight?: number): FaultRow => ({
  name,
  fault: '',
  ...(weight === undefined ? {} : { weight }),
  round: async () => {},
});

it('shares all rounds out by weight', () => {
  const rounds = sharedOut([row('a', 4), row('b'), row('c', 2)], 15).map((share) => share.rounds);
  expect(rounds).toEqual([9, 2, 4]);
});

it('gives every row a round, even when there are too few', () => {
  expect(sharedOut([row('a', 4), row('b'), row('c')], 1).map((share) => share.rounds)).toEqual([1, 1, 1]);
});

it('a seed repeats its numbers, and another has others', () => {
  const numbers = (seed: string) => {
    const chance = new Chance(seed);
    return Array.from({ length: 5 }, () => chance.between(0, 1_000));
  };
  expect(numbers('1/kill/0')).toEqual(numbers('1/kill/0'));
  expect(numbers('1/kill/0')).not.toEqual(numbers('1/kill/1'));
});
