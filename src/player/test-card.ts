import type { Programme } from '../core/playlist/definition.ts';
import { putTestCard } from '../elements/stage/board/card-on-stage.ts';
import type { ChangmingStage } from '../elements/stage/stage-element.ts';
import { wishesOf } from './wishes-of.ts';

/** Nobody leaves a card standing for the night. */
const mostMs = 10 * 60_000;

interface CardScreen {
  readonly playout: {
    readonly programme: { readonly programme: Programme };
    readonly wishes: { visible: boolean };
  };
}

/**
 * Shows the test card until a key or a touch, ten minutes at most. What it covers is not on view: the screen goes off
 * the air for that time, and its log says so.
 */
export async function runTestCard({ playout }: CardScreen, stage: ChangmingStage): Promise<void> {
  const { wishes } = playout;
  // After the player's own listener, which lets a page that comes back into view go on the air again.
  const stayOff = () => {
    wishes.visible = false;
  };
  document.addEventListener('visibilitychange', stayOff);
  stayOff();
  // Off the air the stage may have all of the canvas, the other zones' parts too.
  const { programme } = playout.programme;
  stage.setUp({ ...wishesOf(programme), area: undefined });
  const takeAway = await putTestCard(stage, programme.canvas);
  await dismissed();
  takeAway();
  stage.setUp(wishesOf(playout.programme.programme));
  document.removeEventListener('visibilitychange', stayOff);
  wishes.visible = document.visibilityState === 'visible';
}

function dismissed(): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(done, mostMs);
    addEventListener('keydown', done);
    addEventListener('pointerdown', done);
    function done(): void {
      clearTimeout(timer);
      removeEventListener('keydown', done);
      removeEventListener('pointerdown', done);
      resolve();
    }
  });
}
