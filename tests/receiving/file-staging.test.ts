import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll } from 'vitest';
import { FileStaging } from '../../src/collector/file-staging.ts';
import { bundleStagingContract } from '../contracts/bundle-staging.ts';
import { MemoryBundleStaging } from '../contracts/memory-bundle-staging.ts';

let folder = '';
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'changming-staging-'));
});
afterAll(() => rm(folder, { recursive: true }));

bundleStagingContract('A folder', (mostBytes) => {
  const own = join(folder, String(count++));
  const names = () => readdir(own).catch(() => []);
  return { staging: new FileStaging(own, mostBytes), isEmpty: async () => (await names()).length === 0 };
});

bundleStagingContract('Memory', (mostBytes) => {
  const staging = new MemoryBundleStaging(mostBytes);
  return { staging, isEmpty: async () => staging.bytes === 0 };
});
