import { keepTakeoversCopy, readTakeoversCopy } from '../browser/settings-copy.ts';
import type { SettingsStore } from '../browser/settings-store.ts';
import { systemClock } from '../browser/system-clock.ts';
import { TakeoverDesk } from '../core/playout/takeover-desk.ts';
import { inPrecedence, noTakeovers, type TakeoverState } from '../core/takeover/state.ts';
import type { GiveOrder, TakeoverStatus } from '../elements/panel/takeover-status.ts';
import type { Screen } from './screen.ts';
import type { ScreenView } from './screen-view.ts';
import { coverWithSlate } from './stop-slate.ts';
import { keyboardSource, PageSource } from './takeover-sources.ts';

const lookEveryMs = 1_000;

/** What is ordered from outside the programme, on this page. */
interface Takeovers {
  readonly desk: TakeoverDesk;
  /** Carries out what is ordered in the panel: by hand, or by a file that was opened there. */
  readonly order: GiveOrder;
}

interface TakeoverParts {
  readonly screen: Screen;
  readonly view: ScreenView;
  readonly store: SettingsStore | undefined;
}

const opened = new WeakMap<Screen, Takeovers>();

/**
 * From here on orders are carried out. To be called once a screen.
 * @param kept what the store says; undefined when it says nothing
 */
export async function openTakeovers(parts: TakeoverParts, kept: unknown): Promise<void> {
  const { screen, store } = parts;
  const state = kept === undefined ? noTakeovers : await stateOf(kept);
  const slate = new Slate(parts.view);
  const desk = new TakeoverDesk({
    clock: systemClock,
    journal: screen.journal,
    // Without a database of its own the screen has at least the copy.
    store: store ?? { readTakeovers: readTakeoversCopy, writeTakeovers: keepTakeoversCopy },
    state,
    onChange: (changed) => {
      slate.follow(changed);
      screen.playout.wishes.wake();
    },
  });
  slate.follow(state);
  screen.playout.interruptions = desk;
  setInterval(() => desk.expire(), lookEveryMs);
  opened.set(screen, { desk, order: orders(desk) });
}

/** What judges it is large, and mostly there is nothing to judge. */
async function stateOf(kept: unknown): Promise<TakeoverState> {
  const { readTakeoverState } = await import('../core/takeover/kept-state.ts');
  return readTakeoverState(kept);
}

/** How orders are given in the panel, with its part that gives them loaded. Undefined while the desk is not open. */
export async function openOrders(screen: Screen): Promise<GiveOrder | undefined> {
  await import('../elements/panel/takeover-section.ts');
  return opened.get(screen)?.order;
}

/** What the panel shows. */
export function takeoverStatus(screen: Screen): { readonly takeovers?: TakeoverStatus } {
  const takeovers = opened.get(screen);
  if (!takeovers) return {};
  const { state } = takeovers.desk;
  const because = screen.playout.playing?.choice.because;
  return {
    takeovers: {
      standing: inPrecedence(state),
      ...(because?.code === 'takeover' ? { onView: because.takeover } : {}),
      ...(state.stop ? { stop: state.stop } : {}),
    },
  };
}

function orders(desk: TakeoverDesk): GiveOrder {
  const sources = { panel: new PageSource('panel'), file: new PageSource('file') };
  for (const source of [sources.panel, sources.file, keyboardSource]) desk.listenTo(source);
  return (command, source) => sources[source].deliver(command);
}

/** The picture is covered in the very task that stops it, and uncovered when the programme is back. */
class Slate {
  readonly #view: ScreenView;
  #uncover: (() => void) | undefined;

  constructor(view: ScreenView) {
    this.#view = view;
  }

  follow({ stop }: TakeoverState): void {
    if (stop) this.#uncover ??= coverWithSlate(this.#view.stage);
    else {
      this.#uncover?.();
      this.#uncover = undefined;
    }
  }
}
