import type { Page } from '@playwright/test';

/**
 * Lets the wall clock of every document that the page loads from now on say another time, and run on from there. The
 * monotonic clock stays what it is.
 * @param at such as `2026-11-23T10:14:00+08:00`
 */
export async function setWallClock(page: Page, at: string): Promise<void> {
  const shiftMs = Date.parse(at) - Date.now();
  await page.addInitScript(`(() => {
    const now = Date.now;
    Date.now = () => now() + ${shiftMs};
    globalThis.Date = new Proxy(Date, {
      apply: (real) => new real(real.now()).toString(),
      construct: (real, values, made) => Reflect.construct(real, values.length ? values : [real.now()], made),
    });
  })()`);
}
