import type { KioskState } from '../core/playout/kiosk-desk.ts';
import { type Language, text } from '../elements/language.ts';

interface Messages {
  readonly touch: string;
  readonly soon: string;
}

const messages: Record<Language, Messages> = {
  'zh-CN': { touch: '触摸屏幕，学防骗、测一测', soon: '请稍候，这段影片播完就为您打开' },
  en: { touch: 'Touch the screen to learn and check', soon: 'One moment: it opens after this film' },
};

const style = `position: absolute; left: 50%; top: 1.2%; transform: translateX(-50%); margin: 0; padding: 0.4em 1.2em;
  border-radius: 2em; background: rgba(4, 18, 46, 0.9); color: #fff; white-space: nowrap; max-width: 96%;
  box-sizing: border-box; overflow: hidden; text-overflow: ellipsis;
  font: 600 max(18px, 2.6vmin) / 1.5 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif`;

/** The line over the picture that says that it may be touched, and that a touch was felt. */
export class Invitation {
  readonly #over: HTMLElement;
  readonly #line = document.createElement('p');

  constructor(over: HTMLElement) {
    this.#over = over;
    this.#line.className = 'kiosk-invitation';
    this.#line.setAttribute('role', 'status');
    this.#line.style.cssText = style;
  }

  /** @param state undefined where there is nothing to touch */
  show(state: KioskState | undefined): void {
    if (state === undefined || state === 'on-view') {
      this.#line.remove();
      return;
    }
    const { touch, soon } = text(messages);
    const words = state === 'waiting' ? soon : touch;
    if (this.#line.textContent !== words) this.#line.textContent = words;
    if (!this.#line.isConnected) this.#over.append(this.#line);
  }
}
