import { systemClock } from '../browser/system-clock.ts';
import type { Programme } from '../core/playlist/definition.ts';
import { brightnessAt } from '../core/playlist/dimming.ts';
import type { Clock } from '../core/ports/clock.ts';
import type { ChangmingStage } from '../elements/stage/stage-element.ts';

interface DimmedScreen {
  readonly playout: { readonly programme: { readonly programme: Pick<Programme, 'dimming' | 'timeZone'> } };
}

const lookEveryMs = 1_000;

/** Keeps the picture as bright as the programme wants at this time of day. Returns a function that ends it. */
export function keepDimmed(
  screen: DimmedScreen,
  stage: Pick<ChangmingStage, 'board'>,
  clock: Pick<Clock, 'wallMs'> = systemClock,
): () => void {
  const look = async () => {
    const board = await stage.board;
    if (board) board.brightness = brightnessAt(screen.playout.programme.programme, clock.wallMs());
  };
  void look();
  const looking = setInterval(() => void look(), lookEveryMs);
  return () => clearInterval(looking);
}
