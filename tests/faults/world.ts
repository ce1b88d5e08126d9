import type { CDPSession, Page } from '@playwright/test';
import type { AsRunEntry } from '../../src/core/as-run/entry.ts';
import type { BrowserProcess } from '../e2e/browser-process.ts';
import { startPlaying } from '../e2e/set-up.ts';
import { check, type Findings, nameOf, type SurvivingEpoch, type Witnessed } from './checker.ts';
import type { FaultServer } from './fault-server.ts';
import { binding, type PageReport, watchPage } from './page-watch.ts';
import { hasPicture } from './picture.ts';
import { promised } from './programme.ts';
import { survivingEpochs } from './surviving-log.ts';
import { Witness } from './witness.ts';

/** How long a screen may take to write a play, on a machine that may be busy, before it counts as standing still. */
const patienceMs = 45_000;

/** A screen of its own: a profile on disk, a browser that may be killed, and a witness outside both. */
export class World {
  readonly browser: BrowserProcess;
  readonly server: FaultServer;
  readonly witness: Witness;
  /** What runs in every page before the player, beside the bench's own. */
  readonly pageScripts: (() => void)[] = [];
  /** How much {@link check} did not find at first, and only after one more start. */
  missedForNow = 0;
  /** As it was read last. */
  lastLog: readonly SurvivingEpoch[] = [];
  readonly #reported = new Set<unknown>();
  #page: Page | undefined;
  /** Milliseconds that the wall clock of the page is ahead of the machine's. */
  #clockAheadMs = 0;

  constructor(options: {
    readonly browser: BrowserProcess;
    readonly server: FaultServer;
    readonly before?: Witnessed;
  }) {
    this.browser = options.browser;
    this.server = options.server;
    this.witness = new Witness(options.before);
  }

  get page(): Page {
    if (!this.#page) throw new Error('The browser does not run');
    return this.#page;
  }

  /** Starts the browser on its profile and opens the player. */
  async start(): Promise<void> {
    await this.#equip(await this.browser.open('about:blank'));
    await this.page.goto(this.server.url, { waitUntil: 'commit' });
  }

  /** Answers the set-up page and waits until the screen needs no network any more. */
  async setUp(): Promise<void> {
    await startPlaying(this.page);
    await this.plays(2);
    await this.page.waitForFunction(async () => {
      const cache = await caches.open('changming-programmes');
      const kept = (await cache.keys()).some(({ url }) => url.includes('/programmes/active/'));
      return kept && navigator.serviceWorker.controller !== null;
    });
  }

  /** What a supervisor does about a page that has crashed: a new one in the place of the old. */
  async replacePage(): Promise<void> {
    const before = this.page;
    this.witness.pageGone();
    await this.#equip(await newPage(before));
    await before.close().catch(() => {});
    await this.page.goto(this.server.url, { waitUntil: 'commit' });
  }

  /** Makes a page from {@link openWindow} the one that is watched. */
  watch(page: Page): void {
    this.witness.pageGone();
    this.#page = page;
  }

  /** The wall clock of the page, now and in every document to come; the program's code stays as it is. */
  async setClockAhead(aheadMs: number): Promise<void> {
    this.#clockAheadMs = aheadMs;
    if (!this.#page) return;
    await this.#page.evaluate((ms) => Object.assign(globalThis, { changmingClockAheadMs: ms }), aheadMs);
    await this.#page.addInitScript(shiftClock, aheadMs);
  }

  /** Waits until `count` more plays are acknowledged. */
  async plays(count: number): Promise<void> {
    const wanted = this.witness.plays + count;
    await this.#until(() => this.witness.plays >= wanted, 'Nothing more was written');
  }

  /** Waits until one more play is acknowledged, or the browser has ended by itself. */
  async playsOrEnds(): Promise<void> {
    const wanted = this.witness.plays + 1;
    const done = () => this.witness.plays >= wanted || this.browser.hasEnded;
    await this.#until(done, 'Nothing more was written');
  }

  /** Waits until `count` more pictures have been replaced by others. */
  async pictures(count: number): Promise<void> {
    const wanted = this.witness.seen.length + count;
    await this.#until(() => this.witness.seen.length >= wanted, 'The picture stood');
  }

  /** Waits for an entry, acknowledged from now on, that `wanted` accepts. */
  async entry(wanted: (entry: AsRunEntry) => boolean): Promise<void> {
    const { acknowledged } = this.witness;
    const from = acknowledged.length;
    await this.#until(() => acknowledged.slice(from).some(wanted), 'An entry was not written');
  }

  /** Waits until a file has been asked for since the server was last as it should be. */
  async asksFor(path: string): Promise<void> {
    await this.#until(() => this.server.requested.includes(path), `${path} was not asked for`);
  }

  /** Lets the player look at its programme now: it does so whenever a network has come back. */
  async lookForProgramme(): Promise<void> {
    await this.page.evaluate(() => window.dispatchEvent(new Event('online')));
  }

  /** The player in a second window. The first stays visible, and the one that is watched. */
  async openWindow(): Promise<Page> {
    const context = this.page.context();
    const control = await context.newCDPSession(this.page);
    const opened = context.waitForEvent('page');
    await control.send('Target.createTarget', { url: 'about:blank', newWindow: true });
    const page = await opened;
    await this.#prepare(page);
    await page.goto(this.server.url, { waitUntil: 'commit' });
    return page;
  }

  async kill(): Promise<void> {
    await this.browser.kill();
    this.witness.pageGone();
    this.#page = undefined;
  }

  async close(): Promise<void> {
    await this.browser.close();
    this.witness.pageGone();
    this.#page = undefined;
  }

  /** Reads the log as it is now. */
  async look(): Promise<void> {
    this.lastLog = await survivingEpochs(this.page);
  }

  /** What is wrong with the log now that was not found before. Waits for a play, so that all that was shown can be in. */
  async check(): Promise<Findings> {
    const { acknowledged, seen } = this.witness;
    const witnessed = { acknowledged: [...acknowledged], seen: [...seen] };
    await this.plays(1);
    let found = await this.#judged(witnessed);
    this.missedForNow = found.lost.length;
    if (found.lost.length > 0) {
      // The last word has the start after it, which makes one log of what both copies have.
      await this.kill();
      await this.start();
      await this.plays(1);
      found = await this.#judged(witnessed);
    }
    const unknown = <T>(items: readonly T[], name: (item: T) => unknown) =>
      items.filter((item) => this.#reported.size < this.#reported.add(name(item)).size);
    return {
      ...found,
      lost: unknown(found.lost, (entry) => entry),
      doubled: unknown(found.doubled, (play) => `twice ${nameOf(play)}`),
      overlapping: unknown(found.overlapping, ([, play]) => `overlaps ${nameOf(play)}`),
      cut: unknown(found.cut, (play) => `cut ${nameOf(play)}`),
      unwritten: unknown(found.unwritten, (picture) => picture),
      leftAsFound: unknown(found.leftAsFound, (line) => line),
    };
  }

  dispose(): Promise<void> {
    this.#page = undefined;
    return this.browser.dispose();
  }

  async #judged(witnessed: Witnessed): Promise<Findings> {
    await this.look();
    return check(this.lastLog, witnessed, promised);
  }

  async #until(done: () => boolean, complaint: string): Promise<void> {
    const byMs = performance.now() + patienceMs;
    while (!done()) {
      if (performance.now() > byMs) throw new Error(`${complaint} within ${patienceMs / 1000} s`);
      await this.witness.news(500);
    }
  }

  async #equip(page: Page): Promise<void> {
    this.#page = page;
    await this.#prepare(page);
  }

  /** What a page must have before the player is opened in it. */
  async #prepare(page: Page): Promise<void> {
    const session = await page.context().newCDPSession(page);
    session.on('Runtime.bindingCalled', ({ name, payload }) => {
      const report: PageReport = JSON.parse(payload);
      // Whichever window writes, what it calls durable must be there.
      if (name === binding && (page === this.#page || report.what === 'written')) this.witness.hear(report);
    });
    await session.send('Runtime.enable');
    await session.send('Runtime.addBinding', { name: binding });
    // Functions reach the page as text, with calls of a helper that the TypeScript runner adds.
    await page.addInitScript('globalThis.__name = globalThis.__name || ((item) => item);');
    await page.addInitScript(shiftClock, this.#clockAheadMs);
    await page.addInitScript(watchPage, binding);
    for (const script of this.pageScripts) await page.addInitScript(script);
    await this.#watchPicture(page, session);
  }

  async #watchPicture(page: Page, session: CDPSession): Promise<void> {
    session.on('Page.screencastFrame', ({ data, sessionId }) => {
      session.send('Page.screencastFrameAck', { sessionId }).catch(() => {});
      if (page === this.#page && page.url().startsWith(this.server.url))
        this.witness.look(hasPicture(Buffer.from(data, 'base64')));
    });
    const size = { maxWidth: 160, maxHeight: 90 };
    await session.send('Page.startScreencast', { format: 'png', everyNthFrame: 4, ...size });
  }
}

/** The process that Chromium had in reserve for a new page may have been killed as well. */
async function newPage(beside: Page): Promise<Page> {
  for (let attempt = 1; ; attempt++) {
    try {
      return await beside.context().newPage();
    } catch (error) {
      if (attempt === 5) throw error;
    }
  }
}

/** Runs in the page, before the program: puts the wall clock ahead, and leaves the monotonic one alone. */
function shiftClock(aheadMs: number): void {
  const holder = globalThis as { changmingClockAheadMs?: number; changmingRealDate?: DateConstructor };
  holder.changmingClockAheadMs = aheadMs;
  if (holder.changmingRealDate) return;
  const RealDate = Date;
  holder.changmingRealDate = RealDate;
  const nowMs = () => RealDate.now() + (holder.changmingClockAheadMs ?? 0);
  globalThis.Date = new Proxy(RealDate, {
    construct: (target, parameters, newTarget) =>
      Reflect.construct(target, parameters.length === 0 ? [nowMs()] : parameters, newTarget),
    apply: () => new RealDate(nowMs()).toString(),
    get: (target, key) => (key === 'now' ? nowMs : Reflect.get(target, key)),
  });
}
