import { endingSwitch, type PictureEnd, type StageContext } from '../stage/picture.ts';
import { StillPicture } from '../stage/still/still-picture.ts';
import type { Kiosk } from './kiosk.ts';

/**
 * A visit to the kiosk as a picture of the stage. It ends when the person leaves, or at `mostMs`; the element may come
 * back in another picture and goes on where it was.
 */
export class KioskPicture extends StillPicture {
  readonly #kiosk: Kiosk;
  readonly #gone = endingSwitch();
  #isOver = false;

  constructor(kiosk: Kiosk, mostMs: number, context: StageContext) {
    const layer = document.createElement('div');
    layer.className = 'layer kiosk';
    // The stage itself is not for touching. Above the live code, which would lie over a button: what counts for no
    // share needs no proof.
    layer.style.cssText = 'pointer-events: auto; cursor: default; z-index: 6';
    layer.append(kiosk);
    super({ layer }, mostMs, context);
    this.#kiosk = kiosk;
  }

  override get ending(): Promise<PictureEnd> {
    return Promise.race([super.ending, this.#gone.promise]);
  }

  override reveal(atMs: number): void {
    super.reveal(atMs);
    this.#kiosk.addEventListener('kiosk-leave', this.#onLeave);
    this.#kiosk.begin();
  }

  override remainingMs(): number | undefined {
    return this.#isOver ? 0 : super.remainingMs();
  }

  override isOver(): boolean {
    return this.#isOver || super.isOver();
  }

  override release(): void {
    this.#kiosk.removeEventListener('kiosk-leave', this.#onLeave);
    super.release();
  }

  #onLeave = (): void => {
    this.#isOver = true;
    this.#gone.end('end');
  };
}
