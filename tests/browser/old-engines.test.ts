import { afterEach, expect, it } from 'vitest';

const { hasOwn } = Object;

afterEach(() => {
  Object.hasOwn = hasOwn;
});

it('gives an engine before Chrome 93 an Object.hasOwn that tells own keys from inherited ones', async () => {
  Reflect.deleteProperty(Object, 'hasOwn');
  await import('../../src/browser/old-engines.ts');
  expect(Object.hasOwn).not.toBe(hasOwn);
  expect(Object.hasOwn({ own: undefined }, 'own')).toBe(true);
  expect(Object.hasOwn({}, 'toString')).toBe(false);
  expect(Object.hasOwn(Object('text'), 'length')).toBe(true);
});
