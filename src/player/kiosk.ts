import { systemClock } from '../browser/system-clock.ts';
import type { ResolvedProgramme } from '../core/playlist/programme-spot.ts';
import type { Interruptions } from '../core/playout/interruptions.ts';
import { KioskDesk, kioskSpot } from '../core/playout/kiosk-desk.ts';
import { localTime } from '../core/wall-time.ts';
import { Kiosk } from '../elements/kiosk/kiosk.ts';
import { KioskPicture } from '../elements/kiosk/kiosk-picture.ts';
import { language } from '../elements/language.ts';
import { Invitation } from './kiosk-invitation.ts';
import type { ScreenView } from './screen-view.ts';

interface TouchedScreen {
  readonly playout: {
    readonly programme: ResolvedProgramme;
    readonly wishes: { wake(): void };
    interruptions: Interruptions | undefined;
  };
}

/** A person who has waited this long for the screen has gone, or should not wait any longer. */
const patienceMs = 60_000;
/** Held, they are an operator's way to the panel; released again, a person's. */
const heldKeys: ReadonlySet<string> = new Set(['Enter', 'ContextMenu']);

/**
 * The kiosk on this page: who touches the picture, or presses a key, gets the screen as soon as the promises leave room.
 * Follows the programme in force: without `kiosk` in it nothing wakes. To be called once a screen.
 */
export class KioskOnPage {
  readonly #screen: TouchedScreen;
  readonly #view: Pick<ScreenView, 'stage' | 'opener' | 'over'>;
  readonly #desk: KioskDesk;
  readonly #invitation: Invitation;
  /** Of the visit under way; the next person gets a new one. */
  #kiosk: Kiosk | undefined;
  #waiting: ReturnType<typeof setTimeout> | undefined;

  constructor(
    first: Interruptions,
    screen: TouchedScreen,
    view: Pick<ScreenView, 'stage' | 'opener' | 'over'>,
  ) {
    this.#screen = screen;
    this.#view = view;
    this.#invitation = new Invitation(view.over);
    this.#desk = new KioskDesk(first, () => this.#follow());
    view.stage.guest = (spot, context) =>
      spot.key === kioskSpot.key
        ? Promise.resolve(new KioskPicture(this.#visit(), spot.spot.durationMs ?? 0, context))
        : undefined;
    addEventListener('pointerdown', this.#onPointerDown, { capture: true });
    addEventListener('keydown', this.#onKey, { capture: true });
    addEventListener('keyup', this.#onKey, { capture: true });
    this.look();
  }

  get desk(): KioskDesk {
    return this.#desk;
  }

  /** To be called now and then: programmes come and go. */
  look(): void {
    this.#invitation.show(this.#wish ? this.#desk.state : undefined);
  }

  get #wish() {
    return this.#screen.playout.programme.programme.kiosk;
  }

  #onPointerDown = (event: PointerEvent): void => {
    if (event.isPrimary && this.#isAtPicture(event)) this.#wake();
  };

  #onKey = (event: KeyboardEvent): void => {
    const wakes = event.type === (heldKeys.has(event.key) ? 'keyup' : 'keydown');
    const isChord = event.ctrlKey || event.altKey || event.metaKey;
    if (wakes && !isChord && !event.repeat && this.#isAtPicture(event)) this.#wake();
  };

  /** The panel, the set-up and the corners that open them are not the picture. */
  #isAtPicture(event: Event): boolean {
    const path = event.composedPath();
    const [target] = path;
    return path.includes(this.#view.stage) || target === document.body || target === document.documentElement;
  }

  #wake(): void {
    if (this.#wish) this.#desk.wake();
  }

  #visit(): Kiosk {
    if (this.#kiosk) return this.#kiosk;
    const kiosk = new Kiosk();
    kiosk.idleSeconds = this.#wish?.idleSeconds ?? kiosk.idleSeconds;
    kiosk.language = language();
    kiosk.date = localTime(systemClock.wallMs(), this.#screen.playout.programme.programme.timeZone).date;
    this.#kiosk = kiosk;
    return kiosk;
  }

  #follow(): void {
    const { state } = this.#desk;
    clearTimeout(this.#waiting);
    if (state === 'waiting') this.#waiting = setTimeout(() => this.#desk.giveUp(), patienceMs);
    if (state === 'idle') this.#kiosk = undefined;
    // Its corners would take touches from what lies under them.
    const { opener } = this.#view;
    if (state === 'on-view') opener.remove();
    else if (!opener.isConnected && !document.querySelector('changming-panel')) document.body.append(opener);
    this.look();
    this.#screen.playout.wishes.wake();
  }
}
