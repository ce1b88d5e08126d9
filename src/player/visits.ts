import type { KioskOnPage } from './kiosk.ts';
import type { Screen } from './screen.ts';
import type { ScreenView } from './screen-view.ts';
import type { HandOverOnPage } from './switch-on.ts';

const lookEveryMs = 1_000;

/**
 * Loads the kiosk, or what hands the screen over, when a programme first asks for it, and keeps it in step with the
 * programme in force. Both stand behind takeovers and the stop, and wait until those are there.
 */
export function keepVisits(screen: Screen, view: ScreenView): void {
  const { playout } = screen;
  let kiosk: KioskOnPage | undefined;
  let handOver: HandOverOnPage | undefined;
  const look = async () => {
    const { programme } = playout.programme;
    const loaded = {
      kiosk: programme.kiosk && !kiosk ? await import('./kiosk.ts') : undefined,
      handOver: programme.switchOn && !handOver ? await import('./switch-on.ts') : undefined,
    };
    if (loaded.kiosk && !kiosk && playout.interruptions) {
      kiosk = new loaded.kiosk.KioskOnPage(playout.interruptions, screen, view);
      playout.interruptions = kiosk.desk;
    }
    if (loaded.handOver && !handOver && playout.interruptions) {
      handOver = new loaded.handOver.HandOverOnPage(playout.interruptions, screen, view);
      playout.interruptions = handOver.desk;
    }
    kiosk?.look();
    handOver?.look();
  };
  // Loading may fail while a new version is being installed: the next look tries again.
  const tryToLook = () => void look().catch(() => {});
  tryToLook();
  setInterval(tryToLook, lookEveryMs);
}
