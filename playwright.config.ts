import { defineConfig } from '@playwright/test';

/** Whole-program tests start their own browser processes and servers (see tests/e2e/browser-process.ts), so that they can kill them. */
export default defineConfig({
  testDir: 'tests',
  testMatch: '**/{e2e,faults}/**/*.spec.ts',
  // They wait for real time more than they work: two of them fit on two cores.
  workers: 2,
  retries: 0,
  timeout: 180_000,
  expect: { timeout: 60_000 },
  outputDir: 'test-results/e2e',
  reporter: [['list']],
});
