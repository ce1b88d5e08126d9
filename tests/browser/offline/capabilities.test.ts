import { describe, expect, it } from 'vitest';
import { capabilities } from '../../../src/browser/capabilities.ts';

const find = (name: string) => capabilities().find((capability) => capability.name === name);

describe('capabilities()', () => {
  it('says in both languages what follows when one is missing', () => {
    for (const { consequence } of capabilities()) {
      expect(consequence['zh-CN']).toMatch(/^[^a-z].*。$/);
      expect(consequence.en).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('finds in this browser what an offline screen needs', () => {
    for (const name of [
      'secure-origin',
      'service-worker',
      'cache-storage',
      'indexed-db',
      'web-locks',
      'h264',
    ]) {
      expect([name, find(name)?.present]).toEqual([name, true]);
    }
  });

  it('finds out what is missing, without failing at it', () => {
    const estimate = Object.getOwnPropertyDescriptor(StorageManager.prototype, 'estimate');
    if (estimate === undefined) throw new Error('this browser has no estimate to take away');
    Reflect.deleteProperty(StorageManager.prototype, 'estimate');
    try {
      expect(find('storage-estimate')?.present).toBe(false);
    } finally {
      Object.defineProperty(StorageManager.prototype, 'estimate', estimate);
    }
  });
});
