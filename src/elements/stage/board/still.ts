import { throwIfAborted } from '../../../core/abort.ts';
import type { ProgrammeSpot } from '../../../core/playlist/programme-spot.ts';
import { loadFigure } from '../illustrations/figure.ts';
import type { Picture } from '../picture.ts';
import type { PictureMakers } from '../prepare-picture.ts';
import { sloganContent } from '../slogan/slogan-content.ts';
import { type StillContent, StillPicture } from '../still/still-picture.ts';
import type { PictureWishes } from './board.ts';
import { isSetByLamp } from './place.ts';

/** Prepares an image or slogan that shall not move: no entrance, no drift, and beside a road no shorter than its rule. */
export async function prepareStill(
  spot: ProgrammeSpot,
  wishes: PictureWishes,
  makers: PictureMakers,
  signal: AbortSignal,
): Promise<Picture> {
  const plannedMs = spot.spot.durationMs ?? 0;
  const content = await contentOf(spot, wishes, makers, signal);
  const leastMs = (wishes.roadside?.atLeastMs ?? 0) * (content.pages ?? 1);
  const { layer, release } = content;
  const reveal = wishes.roadside && !content.pages ? undefined : content.reveal;
  const quiet = { layer, ...(release ? { release } : {}), ...(reveal ? { reveal } : {}) };
  return new StillPicture(quiet, Math.max(plannedMs, leastMs), makers.context);
}

type PagedContent = StillContent & { readonly pages?: number };

async function contentOf(
  { spot, ...resolved }: ProgrammeSpot,
  { canvas, roadside }: PictureWishes,
  { slogan: options }: PictureMakers,
  signal: AbortSignal,
): Promise<PagedContent> {
  if (spot.kind === 'slogan') {
    if (isSetByLamp(canvas)) {
      const { lampContent } = await import('./lamps/lamp-content.ts');
      const content = await lampContent(spot, canvas, roadside?.atLeastMs, options);
      throwIfAborted(signal);
      return content;
    }
    const drawing = await loadFigure(spot.topic);
    throwIfAborted(signal);
    return sloganContent(spot, drawing, options);
  }
  const { imageContent } = await import('../still/image-content.ts');
  const { layer } = await imageContent({ spot, ...resolved }, resolved.url ?? '', 0, signal);
  if (roadside) freeze(layer);
  return { layer };
}

/** An image file may hold many pictures: its first one, drawn once, cannot move. */
function freeze(layer: HTMLElement): void {
  for (const image of layer.querySelectorAll('img')) {
    const drawn = document.createElement('canvas');
    drawn.width = image.naturalWidth;
    drawn.height = image.naturalHeight;
    drawn.getContext('2d')?.drawImage(image, 0, 0);
    image.replaceWith(drawn);
  }
}
