import type { RotationDegrees } from '../core/screen/screen-settings.ts';
import type { PanelOpener } from '../elements/panel/panel-opener.ts';
import { ChangmingStage } from '../elements/stage/stage-element.ts';

/** The whole area of the page: the stage, turned as the display hangs, and over it the way to the panel. */
export class ScreenView {
  readonly stage = new ChangmingStage();
  /** Stages of other zones than the main one. */
  readonly beside = document.createElement('div');
  readonly opener: PanelOpener = document.createElement('changming-panel-opener');
  /** Lies over the picture and is turned with it; lets every touch through. */
  readonly over = document.createElement('div');
  readonly #notice = document.createElement('p');
  readonly #note = document.createElement('p');

  constructor() {
    this.#notice.setAttribute('role', 'status');
    this.#notice.style.cssText = `position: absolute; left: 50%; bottom: 12%; transform: translateX(-50%); margin: 0;
      max-width: 84%; padding: 0.5em 1.25em; border-radius: 8px; background: rgba(4, 18, 46, 0.88); color: #fff;
      font: 600 max(20px, 2.6vmin) / 1.5 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif;
      font-variant-numeric: tabular-nums; text-align: center; text-wrap: balance`;
    this.#note.setAttribute('role', 'status');
    this.#note.style.cssText = noteStyle;
    document.body.append(this.stage, this.beside, this.over, this.opener);
  }

  /** Turns the picture clockwise against what the system shows. */
  turn(degrees: RotationDegrees): void {
    const across = degrees === 90 || degrees === 270;
    const [width, height] = across ? ['100vh', '100vw'] : ['100vw', '100vh'];
    const turned = `position: fixed; left: 50%; top: 50%; width: ${width}; height: ${height};
      transform: translate(-50%, -50%) rotate(${degrees}deg);`;
    this.over.style.cssText = `${turned} pointer-events: none`;
    for (const stage of [this.stage, ...this.beside.querySelectorAll('changming-stage')]) {
      stage.style.cssText =
        stage === this.stage ? turned : `${turned} background: none; pointer-events: none`;
      stage.turnDegrees = degrees;
    }
  }

  /** One calm line over the picture; undefined takes it away. */
  notice(text: string | undefined): void {
    this.#say(this.#notice, text);
  }

  /** A small line at the lower edge, for whoever looks after the screen; undefined takes it away. */
  note(text: string | undefined): void {
    this.#say(this.#note, text);
  }

  #say(line: HTMLElement, text: string | undefined): void {
    if (line.textContent !== text) line.textContent = text ?? '';
    if (text === undefined) line.remove();
    else if (!line.isConnected) this.over.append(line);
  }
}

const noteStyle = `position: absolute; left: 50%; bottom: 1%; transform: translateX(-50%); margin: 0; max-width: 90%;
  padding: 0.25em 0.75em; border-radius: 4px; background: rgba(4, 18, 46, 0.88); color: #fff; text-align: center;
  font: 400 max(12px, 1.7vmin) / 1.4 'Noto Sans CJK SC', 'Source Han Sans SC', 'PingFang SC', 'Microsoft YaHei', sans-serif`;
