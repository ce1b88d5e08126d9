import type { Page } from '@playwright/test';
import { startPlaying } from '../e2e/set-up.ts';
import { withFreshScreen } from './_fresh-screen.ts';
import { distance, type Look, PictureWatch } from './takeover/picture-watch.ts';
import { type Scene, scenes } from './takeover/scenes.ts';

export const title = 'Takeover and emergency stop: from the order to the picture';

const orders = 6;
const limitMs = 1_000;
/** Pictures nearer to each other than this are of the same thing, 0 to 255. */
const sameWithin = 4;

/**
 * When the page had the click, the file or the key, by the clock that the compositor's stamps are of; and a dot in the
 * corner, outside of what is judged, that never stands still: Chromium's recording leaves out the last picture before a
 * standstill now and then.
 */
const instruments = `
  addEventListener('DOMContentLoaded', () => {
    const dot = document.createElement('i');
    dot.style.cssText = 'position:fixed;right:0;bottom:0;width:8px;height:8px;background:#888;z-index:2147483647';
    document.documentElement.append(dot);
    dot.animate([{ opacity: 0 }, { opacity: 1 }], { duration: 1000, iterations: Infinity });
  });
  globalThis.ordersAt = {};
  for (const type of ['click', 'input', 'keydown'])
    addEventListener(type, ({ timeStamp }) => { ordersAt[type] = performance.timeOrigin + timeStamp; }, { capture: true });`;

/**
 * The built player in a real Chromium, orders given as a person gives them: the button of the panel, a takeover file
 * chosen in it, the key of the emergency stop. Measured is from the time stamp of the browser's own input event to the
 * time stamp of the first composited picture (Chromium's recording, 1280 × 720, software rendering) that is nearer to
 * the warning at rest, or the slate, than half of what the picture before it was; for what ends them, to the first that
 * is neither that nor the empty ground. What a display adds to it is not in these figures.
 */
export async function run(print: (line: string) => void): Promise<void> {
  print(`${orders} orders each, limit ${limitMs} ms; ms from the order to the picture: median, slowest`);
  print('');
  print(
    '| over | button → warning | cancelled → programme | file → warning | key → slate | lifted → programme |',
  );
  print('|---|---|---|---|---|---|');
  for (const scene of scenes) print(await measureScene(scene));
}

async function measureScene(scene: Scene): Promise<string> {
  const [button, cancelled] = await withScene(scene, (bench) => bench.takeovers('button'));
  const [file] = await withScene(scene, (bench) => bench.takeovers('file'));
  const [key, lifted] = await withScene(scene, (bench) => bench.stops());
  return `| ${[scene.name, button, cancelled, file, key, lifted].join(' | ')} |`;
}

/** Each kind of order on a browser of its own, so that none inherits what the one before left. */
function withScene<T>(scene: Scene, measure: (bench: SceneBench) => Promise<T>): Promise<T> {
  return withFreshScreen(scene.serve, instruments, async (page) => {
    await startPlaying(page);
    await page.waitForFunction(isOnView, undefined, { timeout: 60_000 });
    return measure(await SceneBench.begin(page, scene));
  });
}

/** Whether something is on view, warnings apart. */
const isOnView = `document.querySelector('changming-stage')?.shadowRoot?.querySelector('.layer.on-view') != null`;

class SceneBench {
  readonly #page: Page;
  readonly #watch: PictureWatch;
  #files = 0;

  private constructor(page: Page, watch: PictureWatch) {
    this.#page = page;
    this.#watch = watch;
  }

  static async begin(page: Page, { part, screencastWidth }: Scene): Promise<SceneBench> {
    return new SceneBench(page, await PictureWatch.begin(page, part, screencastWidth));
  }

  /** Orders one warning after the other and cancels each; how long both took to be seen. */
  async takeovers(by: 'button' | 'file'): Promise<[string, string]> {
    const [begun, cancelled]: [number[], number[]] = [[], []];
    await this.#openPanel();
    const warning = await this.#restOf(by);
    for (let order = 0; order < orders; order++) {
      await this.#pause(500 + 200 * order);
      begun.push(
        await this.#until(() => this.#begin(by), by === 'file' ? 'input' : 'click', nearing(warning)),
      );
      cancelled.push(await this.#until(() => this.#cancel(), 'click', leaving()));
    }
    await this.#page.keyboard.press('Escape');
    return [statistics(begun), statistics(cancelled)];
  }

  async stops(): Promise<[string, string]> {
    const [stopped, lifted]: [number[], number[]] = [[], []];
    await this.#stop();
    const slate = await this.#settled();
    const ground = await this.#groundUnderSlate();
    await this.#lift();
    for (let order = 0; order < orders; order++) {
      await this.#pause(1_000 + 200 * order);
      stopped.push(await this.#until(() => this.#stop(), 'keydown', nearing(slate)));
      await this.#openPanel(false);
      lifted.push(await this.#until(() => this.#lift(), 'click', leaving(ground)));
    }
    return [statistics(stopped), statistics(lifted)];
  }

  /** Gives an order and says how long it took until the picture was as `wanted`. */
  async #until(
    order: () => Promise<void>,
    event: string,
    wanted: (before: Look) => (look: Look) => boolean,
  ): Promise<number> {
    this.#watch.forget();
    const isSeen = wanted(this.#watch.last);
    await order();
    const orderedAtMs = Number(await this.#page.evaluate(`ordersAt.${event}`));
    await this.#pause(2_500);
    const seenAtMs = this.#watch.firstSince(orderedAtMs, isSeen);
    return seenAtMs === undefined ? Number.POSITIVE_INFINITY : seenAtMs - orderedAtMs;
  }

  /** What the warning looks like when nothing moves any more. */
  async #restOf(by: 'button' | 'file'): Promise<Look> {
    await this.#begin(by);
    const rest = await this.#settled();
    await this.#cancel();
    return rest;
  }

  async #settled(): Promise<Look> {
    await this.#pause(4_000);
    return this.#watch.last;
  }

  /** The stage with nothing on it, as it is for a moment between the slate and the first picture. */
  async #groundUnderSlate(): Promise<Look> {
    const show = (shown: boolean) =>
      this.#page.evaluate(
        `document.querySelector('.stop-slate').style.visibility = '${shown ? '' : 'hidden'}'`,
      );
    await show(false);
    const ground = await this.#settled();
    await show(true);
    await this.#pause(500);
    return ground;
  }

  async #openPanel(composing = true): Promise<void> {
    await this.#page.keyboard.press('Control+Alt+KeyC');
    if (!composing) return this.#page.getByRole('button', { name: '解除停播' }).waitFor();
    await this.#page.getByText('插播与紧急停播').click();
    await this.#page.getByText('发布警示').click();
    await this.#page.getByRole('button', { name: '插播', exact: true }).waitFor();
  }

  async #begin(by: 'button' | 'file'): Promise<void> {
    if (by === 'button') return this.#page.getByRole('button', { name: '插播', exact: true }).click();
    const buffer = Buffer.from(JSON.stringify({ takeovers: [this.#nextOfFile()] }));
    const file = { name: 'warning.json', mimeType: 'application/json', buffer };
    await this.#page.locator('#file').setInputFiles(file);
  }

  #nextOfFile(): object {
    this.#files += 1;
    const expiresAt = new Date(Date.now() + 3_600_000).toISOString();
    const slogan = { text: { 'zh-CN': '共享屏幕就是骗' }, topic: 'fake-service-agent' };
    return { id: `file-${this.#files}`, by: 'bench', why: 'bench', slogan, minutes: 5, expiresAt };
  }

  #cancel(): Promise<void> {
    return this.#page.getByRole('button', { name: '取消这条插播' }).click();
  }

  #stop(): Promise<void> {
    return this.#page.keyboard.press('Control+Alt+KeyB');
  }

  async #lift(): Promise<void> {
    const button = this.#page.getByRole('button', { name: '解除停播' });
    if ((await button.count()) === 0) await this.#openPanel(false);
    await button.click();
    await this.#pause(1_500);
    await this.#page.keyboard.press('Escape');
  }

  #pause(ms: number): Promise<void> {
    return this.#page.waitForTimeout(ms);
  }
}

/** Half of the way, or more, from the picture before to the one that is waited for; or that one, but for its drift. */
function nearing(wanted: Look): (before: Look) => (look: Look) => boolean {
  return (before) => {
    const half = distance(before, wanted) / 2;
    return (look) => {
      const toGo = distance(look, wanted);
      return toGo < half || (toGo < sameWithin && toGo < distance(look, before));
    };
  };
}

/** Something else than what stood before, and than any of these pictures. */
function leaving(...others: Look[]): (before: Look) => (look: Look) => boolean {
  return (before) => (look) => [before, ...others].every((each) => distance(look, each) > sameWithin);
}

function statistics(samples: readonly number[]): string {
  const sorted = [...samples].sort((a, b) => a - b);
  const [median, slowest] = [
    sorted[sorted.length >> 1] ?? Number.NaN,
    sorted[sorted.length - 1] ?? Number.NaN,
  ];
  return `${Math.round(median)}, ${Math.round(slowest)}${slowest > limitMs ? ' (over the limit)' : ''}`;
}
