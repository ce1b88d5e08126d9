import type { Screen } from '../screen.ts';
import type { ScreenView } from '../screen-view.ts';

const lookEveryMs = 1_000;

/** Lets a screen speak from the first programme on that has something to say. */
export function keepVoice(screen: Screen, view: ScreenView): void {
  const look = async () => {
    if (!screen.playout.programme.programme.voice) return;
    clearInterval(looking);
    try {
      const { openVoice } = await import('./voice-desk.ts');
      openVoice(screen, view);
    } catch {
      // Without its file, as when the app shell was damaged: the next look asks again.
      looking = setInterval(() => void look(), lookEveryMs);
    }
  };
  let looking = setInterval(() => void look(), lookEveryMs);
  void look();
}
