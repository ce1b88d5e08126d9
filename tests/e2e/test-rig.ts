import { test } from '@playwright/test';
import { BrowserProcess } from './browser-process.ts';
import { ScreenServer } from './screen-server.ts';

export interface TestRig {
  readonly server: ScreenServer;
  readonly browser: BrowserProcess;
}

/** A server and a browser with an empty profile for each test of the file that calls this. */
export function testRig(...browserArguments: string[]): TestRig {
  let server: ScreenServer;
  let browser: BrowserProcess;
  test.beforeEach(async () => {
    server = new ScreenServer();
    await server.connect();
    browser = await BrowserProcess.create(...browserArguments);
  });
  test.afterEach(async () => {
    await browser.dispose();
    await server.cut();
  });
  return {
    get server() {
      return server;
    },
    get browser() {
      return browser;
    },
  };
}
