import { systemClock } from '../../browser/system-clock.ts';
import { RecordedVoice } from '../../browser/voice/recorded-voice.ts';
import { SpeechVoice } from '../../browser/voice/speech-voice.ts';
import { VoicePlayout } from '../../core/voice/voice-playout.ts';
import { DarkScreen } from '../../elements/voice/dark-screen.ts';
import type { Screen } from '../screen.ts';
import type { ScreenView } from '../screen-view.ts';
import { listenForApproach } from './approach.ts';
import { Ducking } from './ducking.ts';
import { noteOpened } from './opened.ts';
import { voiceStatus } from './voice-status.ts';

const lookEveryMs = 1_000;

/** Lets a screen speak from now on. To be called once a screen. */
export function openVoice(screen: Screen, view: ScreenView): VoicePlayout {
  const { playout, journal, media } = screen;
  const ducking = new Ducking(view.stage);
  const dark = new DarkScreenKeeper(screen, view);
  const voice = new VoicePlayout({
    clock: systemClock,
    journal,
    onAir: playout.onAir,
    recorded: new RecordedVoice(),
    speech: new SpeechVoice(),
    programme: () => playout.programme,
    ...media,
    duck: (share) => ducking.to(share),
    entries: screen.tail,
    onChange: () => void dark.look(),
  });
  noteOpened(screen, voice);
  listenForApproach(
    () => playout.programme.programme.voice,
    (by) => void voice.request({ code: 'approach', by }),
  );
  // Any touch or key on the page allows sound from then on.
  for (const type of ['pointerdown', 'keydown']) addEventListener(type, () => voice.soundAllowed());
  setInterval(() => void dark.look(), lookEveryMs);
  void dark.look();
  void voice.run(new AbortController().signal);
  return voice;
}

/** Keeps the screen of a loudspeaker dark, under the live code and over the picture. */
class DarkScreenKeeper {
  readonly #screen: Screen;
  readonly #view: ScreenView;
  #element: DarkScreen | undefined;

  constructor(screen: Screen, view: ScreenView) {
    this.#screen = screen;
    this.#view = view;
  }

  async look(): Promise<void> {
    const { programme } = this.#screen.playout.programme;
    if (!programme.voice?.only) {
      this.#element?.remove();
      this.#element = undefined;
      return;
    }
    this.#element ??= this.#cover();
    this.#element.timeZone = programme.timeZone;
    this.#element.name = programme.title;
    this.#element.status = await voiceStatus(this.#screen);
  }

  #cover(): DarkScreen {
    const element = new DarkScreen();
    element.style.cssText = 'position: absolute; left: 0; top: 0; width: 100%; height: 100%; z-index: 5';
    this.#view.stage.shadowRoot?.querySelector('.frame')?.append(element);
    return element;
  }
}
