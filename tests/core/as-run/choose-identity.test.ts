import { expect, it } from 'vitest';
import { chooseIdentity, isIdentity } from '../../../src/core/as-run/choose-identity.ts';
import { identityOf } from '../../../src/core/as-run/screen-identity.ts';

const [one, other] = [identityOf(new Uint8Array(32).fill(1)), identityOf(new Uint8Array(32).fill(2))];

it.each([
  ['none', undefined, undefined, false, undefined],
  ['the only one there is', one, undefined, false, one],
  ['the only one that is left', undefined, one, false, one],
  ['the later epoch of the same screen', one, { ...one, epoch: 3 }, true, { ...one, epoch: 3 }],
  ['the first copy of two screens when it has a log', one, other, true, one],
  ['the second copy of two screens when the first was only just made', one, other, false, other],
])('is %s', (_, first, second, firstHasLog, expected) => {
  expect(chooseIdentity(first, second, firstHasLog)).toEqual(expected);
});

it('is not anything that a damaged disk gives back', () => {
  expect(isIdentity(one)).toBe(true);
  for (const value of [
    undefined,
    null,
    7,
    {},
    { ...one, secretKey: one.secretKey.slice(1) },
    { ...one, epoch: 'x' },
  ]) {
    expect(isIdentity(value)).toBe(false);
  }
});
