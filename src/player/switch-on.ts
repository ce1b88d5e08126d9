import { canBeReached } from '../browser/reachable.ts';
import type { AsRunEntry } from '../core/as-run/entry.ts';
import type { SwitchOn } from '../core/playlist/definition.ts';
import type { ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import type { Interruptions } from '../core/playout/interruptions.ts';
import type { Journal } from '../core/playout/journal.ts';
import { SwitchOnDesk } from '../core/playout/switch-on-desk.ts';
import { type Language, text } from '../elements/language.ts';
import type { ScreenView } from './screen-view.ts';
import './written-event.ts';

interface BoxScreen {
  readonly playout: {
    readonly programme: Pick<ResolvedProgramme, 'programme'>;
    readonly wishes: { wake(): void };
  };
  readonly journal: Pick<Journal, 'write' | 'stamp'>;
}

/** The ways out of this page. */
interface Doors {
  readonly go: (url: string) => void;
  readonly close: () => void;
}

interface Messages {
  readonly unreachable: string;
  readonly stays: string;
}

const messages: Record<Language, Messages> = {
  'zh-CN': {
    unreachable: '要打开的页面暂时无法访问，反诈宣传继续播放，稍后自动重试',
    stays: '未能离开本页，反诈宣传继续播放',
  },
  en: {
    unreachable: 'The page to open cannot be reached; the programme goes on and tries again',
    stays: 'This page could not be left; the programme goes on',
  },
};

const tryAgainMs = 15_000;
/** What is not written in this time is waited for no longer: the screen must not stand still for it. */
const writtenWithinMs = 10_000;
/** A page that is still here this long after it was told to go has not gone. */
const goneWithinMs = 20_000;

const pageDoors: Doors = { go: (url) => location.replace(url), close: () => window.close() };

/**
 * Hands the screen over when its warning has been aired and the log has it, and takes it back when nobody uses it.
 * To be called once a screen.
 */
export class HandOverOnPage {
  readonly desk: SwitchOnDesk;
  readonly #screen: BoxScreen;
  readonly #doors: Doors;
  readonly #line: HTMLElement;
  #reachable: boolean | undefined;
  #nextCheckAtMs = 0;
  /** The page could not be left: not tried again before the next start. */
  #stuck = false;
  #patience: ReturnType<typeof setTimeout> | undefined;

  constructor(
    first: Interruptions,
    screen: BoxScreen,
    view: Pick<ScreenView, 'over'>,
    doors: Doors = pageDoors,
  ) {
    this.#screen = screen;
    this.#doors = doors;
    this.#line = lineOver(view.over);
    this.desk = new SwitchOnDesk(first, {
      wish: () => this.#wish,
      reachable: () => this.#reachable === true && !this.#stuck,
      onChange: () => this.#changed(),
    });
    addEventListener('changming-written', ({ detail }) => this.#written(detail));
    this.look();
  }

  /** To be called now and then: looks whether there is something to hand over to. */
  look(): void {
    const wish = this.#wish;
    if (!wish) this.#line.textContent = '';
    else if (!this.desk.away && performance.now() >= this.#nextCheckAtMs) void this.#check(wish);
  }

  get #wish(): SwitchOn | undefined {
    return this.#screen.playout.programme.programme.switchOn;
  }

  async #check({ handOverTo }: SwitchOn): Promise<void> {
    this.#nextCheckAtMs = Number.POSITIVE_INFINITY;
    const before = this.#reachable;
    this.#reachable = handOverTo === 'close' || (await canBeReached(addressOf(handOverTo)));
    this.#nextCheckAtMs = performance.now() + tryAgainMs;
    if (this.#stuck) return;
    this.#line.textContent = this.#reachable ? '' : text(messages).unreachable;
    if (!this.#reachable && before !== false)
      this.#fault(`${handOverTo} cannot be reached`, 'the programme goes on; tried again');
  }

  #changed(): void {
    clearTimeout(this.#patience);
    if (this.desk.away) this.#stayAfter(writtenWithinMs, 'the play is not in the log yet');
    this.#screen.playout.wishes.wake();
  }

  /** Only what is durable may be left behind. */
  #written(entries: readonly AsRunEntry[]): void {
    const wish = this.#wish;
    const isWritten = entries.some((entry) => entry.type === 'off-air' && entry.because === 'handed-over');
    if (isWritten && wish && this.desk.away) void this.#handOver(wish);
  }

  async #handOver({ handOverTo, returnAfterIdleMinutes }: SwitchOn): Promise<void> {
    clearTimeout(this.#patience);
    if (returnAfterIdleMinutes !== undefined) {
      await showFrame(addressOf(handOverTo), returnAfterIdleMinutes * 60_000);
      this.desk.back();
      return;
    }
    this.#stayAfter(goneWithinMs, `the browser did not leave this page (${handOverTo})`, () => {
      this.#stuck = true;
    });
    if (handOverTo === 'close') this.#doors.close();
    else this.#doors.go(addressOf(handOverTo));
  }

  /** The programme goes on unless the page is gone by then. */
  #stayAfter(ms: number, why: string, and = () => {}): void {
    this.#patience = setTimeout(() => {
      and();
      this.#fault(why, 'the programme goes on');
      this.#line.textContent = text(messages).stays;
      this.desk.back();
    }, ms);
  }

  #fault(detail: string, recovery: string): void {
    const { journal } = this.#screen;
    void journal.write({ type: 'fault', ...journal.stamp(), what: 'hand-over', detail, recovery });
  }
}

/** Resolves when nobody has used the page for that long. */
async function showFrame(url: string, idleMs: number): Promise<void> {
  const { HandOver } = await import('../elements/hand-over/hand-over.ts');
  const frame = new HandOver();
  frame.url = url;
  frame.idleMs = idleMs;
  document.body.append(frame);
  await new Promise((resolve) => frame.addEventListener('hand-over-return', resolve, { once: true }));
  frame.remove();
}

function addressOf(handOverTo: string): string {
  return new URL(handOverTo, document.baseURI).href;
}

/** A small line at the upper edge, for whoever looks after the screen; empty, it is not there. */
function lineOver(over: HTMLElement): HTMLElement {
  const line = document.createElement('p');
  line.className = 'hand-over-line';
  line.setAttribute('role', 'status');
  line.style.cssText = `position: absolute; left: 50%; top: 1%; transform: translateX(-50%); margin: 0; max-width: 90%;
    padding: 0 0.75em; border-radius: 4px; background: rgba(4, 18, 46, 0.88); color: #fff; text-align: center;
    font: 400 max(12px, 1.7vmin) / 1.6 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif`;
  over.append(line);
  return line;
}
