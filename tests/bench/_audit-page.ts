import type { Page } from '@playwright/test';

export interface OpeningTimes {
  /** From the navigation's start. */
  readonly firstAnswerMs: number;
  readonly heatMapMs: number;
  readonly allPlaysMs: number;
  readonly answer: string;
  readonly plays: string;
}

/** Opens the auditor's page and waits, frame by frame, until its first answer, its calendar and its list of plays are painted. */
export async function openAuditPage(page: Page, address: string): Promise<OpeningTimes> {
  // The TypeScript runner wraps named functions in this helper of its own, which a page does not have.
  await page.addInitScript('globalThis.__name = (named) => named');
  await page.addInitScript(noteWhenShown);
  await page.goto(address, { waitUntil: 'commit' });
  const handle = await page.waitForFunction(
    () => {
      const { times } = window as unknown as { times?: OpeningTimes };
      return times;
    },
    undefined,
    { timeout: 60_000 },
  );
  const times = await handle.jsonValue();
  if (!times) throw new Error('The page showed nothing');
  return times;
}

/** Milliseconds from a wish at the filter to the painted list. */
export function timeFilter(page: Page, topic: string): Promise<number> {
  return page.evaluate((wanted) => {
    const section = document
      .querySelector('changming-auditor')
      ?.shadowRoot?.querySelector('changming-log-report')
      ?.shadowRoot?.querySelector('changming-play-section');
    const select = [...(section?.shadowRoot?.querySelectorAll('select') ?? [])].find((each) =>
      [...each.options].some((option) => option.value === wanted),
    );
    if (!select || !section) throw new Error('no filter');
    const status = () => section.shadowRoot?.querySelector('[role=status]')?.textContent;
    const before = status();
    const start = performance.now();
    select.value = wanted;
    select.dispatchEvent(new Event('change'));
    return new Promise<number>((resolve) => {
      const look = () =>
        status() === before ? requestAnimationFrame(look) : resolve(performance.now() - start);
      requestAnimationFrame(look);
    });
  }, topic);
}

/** Milliseconds from the press of a period's button to the painted list of its plays. */
export function timePeriod(page: Page, index: number): Promise<number> {
  return page.evaluate((wanted) => {
    const report = document
      .querySelector('changming-auditor')
      ?.shadowRoot?.querySelector('changming-log-report')?.shadowRoot;
    const picker = report?.querySelector('changming-period-picker')?.shadowRoot;
    const section = report?.querySelector('changming-play-section')?.shadowRoot;
    const button = picker?.querySelectorAll<HTMLButtonElement>('.segmented button')[wanted];
    if (!button) throw new Error('no period picker');
    const status = () => section?.querySelector('[role=status]')?.textContent;
    const before = status();
    const start = performance.now();
    button.click();
    return new Promise<number>((resolve) => {
      const look = () => {
        if (status() === before) requestAnimationFrame(look);
        // What has changed in this frame is on the screen by the next.
        else requestAnimationFrame(() => resolve(performance.now() - start));
      };
      requestAnimationFrame(look);
    });
  }, index);
}

/** The longest stretch for which the page answered nothing since it was opened, in milliseconds. */
export function longestTask(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      new Promise<number>((resolve) => {
        const observer = new PerformanceObserver((list) => {
          observer.disconnect();
          resolve(Math.max(...list.getEntries().map(({ duration }) => duration)));
        });
        observer.observe({ type: 'longtask', buffered: true });
        setTimeout(() => resolve(0), 1000);
      }),
  );
}

/** Milliseconds between frames while the list is scrolled by the wheel's hundred pixels a frame. */
export function scrollFrames(page: Page, frames: number): Promise<number[]> {
  return page.evaluate((count) => {
    const section = document
      .querySelector('changming-auditor')
      ?.shadowRoot?.querySelector('changming-log-report')
      ?.shadowRoot?.querySelector('changming-play-section');
    const list = section?.shadowRoot?.querySelector('changming-play-list');
    const scroller = list?.shadowRoot?.querySelector('.scroller');
    if (!scroller) throw new Error('no list');
    return new Promise<number[]>((resolve) => {
      const gaps: number[] = [];
      let last = performance.now();
      const step = () => {
        const now = performance.now();
        gaps.push(now - last);
        last = now;
        scroller.scrollTop += 100;
        if (gaps.length < count) requestAnimationFrame(step);
        else resolve(gaps.slice(1));
      };
      requestAnimationFrame(step);
    });
  }, frames);
}

/** Runs in the page, before anything else. */
function noteWhenShown(): void {
  let firstAnswerMs: number | undefined;
  let heatMapMs: number | undefined;
  const look = (): void => {
    const auditor = document
      .querySelector('changming-auditor')
      ?.shadowRoot?.querySelector('changming-log-report')?.shadowRoot;
    const map = auditor?.querySelector('changming-heat-map')?.shadowRoot?.querySelector('path[d^=M]');
    if (map && heatMapMs === undefined) heatMapMs = performance.now();
    const answer = auditor?.querySelector('.answer .figures')?.textContent?.replace(/\s+/g, ' ').trim();
    if (answer && firstAnswerMs === undefined) firstAnswerMs = performance.now();
    const section = auditor?.querySelector('changming-play-section')?.shadowRoot;
    const list = section?.querySelector('changming-play-list')?.shadowRoot;
    const plays = section?.querySelector('[role=status]')?.textContent;
    if (firstAnswerMs !== undefined && plays && answer && list?.querySelector('[aria-rowindex="2"]')) {
      Object.assign(window, {
        times: { firstAnswerMs, heatMapMs, allPlaysMs: performance.now(), answer, plays },
      });
      return;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}
