import { availableParallelism } from 'node:os';
import { playwright } from '@vitest/browser-playwright';
import { defineConfig } from 'vitest/config';
import { chromiumArguments, findChromium } from './scripts/find-chromium.mjs';

const executablePath = await findChromium();

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'core',
          include: ['tests/{core,receiving,people,faults,soak}/**/*.test.ts'],
          environment: 'node',
          // No promise here is about speed, and machines are slow at times.
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // By default one core is left to whoever watches, which is half of a machine with two.
          maxWorkers: availableParallelism(),
        },
      },
      // The collector's stores with the databases that they are for; full run only.
      {
        test: {
          name: 'collector',
          include: ['tests/collector/**/*.test.ts'],
          environment: 'node',
          testTimeout: 900_000,
          hookTimeout: 120_000,
        },
      },
      // What others wrote, on what we export; needs a Go tool chain and is part of the full run only.
      {
        test: { name: 'third-party', include: ['tests/third-party/**/*.test.ts'], environment: 'node' },
      },
      // The kiosk recipes with the browser, the init system and the file systems that they are for; full run only.
      {
        test: {
          name: 'deploy',
          include: ['tests/deploy/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      // Firefox and WebKitGTK with the built program; full run only.
      {
        test: { name: 'engines', include: ['tests/engines/**/*.test.ts'], environment: 'node' },
      },
      {
        publicDir: 'tests/browser/media',
        // A missing file is a 404, as it is on the built page's server.
        appType: 'mpa',
        test: {
          name: 'browser',
          include: ['tests/browser/**/*.test.ts'],
          testTimeout: 60_000,
          browser: {
            enabled: true,
            headless: true,
            screenshotFailures: false,
            provider: playwright({
              launchOptions: { ...(executablePath ? { executablePath } : {}), args: chromiumArguments },
            }),
            instances: [{ browser: 'chromium' }],
          },
        },
      },
    ],
  },
});
