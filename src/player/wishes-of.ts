import type { Programme } from '../core/playlist/definition.ts';
import type { PictureWishes } from '../elements/stage/board/board.ts';

/** How the stage of the main zone is set up for a programme. */
export function wishesOf({ zones, ...wishes }: Programme): PictureWishes {
  const area = zones?.find(({ kind }) => kind === 'main');
  return area ? { ...wishes, area } : wishes;
}
