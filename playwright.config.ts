import { defineConfig } from '@playwright/test';

/** Whole-program tests start their own browser processes and servers (see tests/e2e/browser-process.ts), so that they can kill them. */
export default defineConfig({
  testDir: 'tests',
  testMatch: '**/{e2e,faults}/**/*.spec.ts',
  workers: 1,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  outputDir: 'test-results/e2e',
  reporter: [['list']],
});
