import { throwIfAborted } from '../../core/abort.ts';
import type { ProgrammeSpot } from '../../core/playlist/programme-spot.ts';
import { SpotError } from '../../core/ports/stage.ts';
import { loadFigure } from './illustrations/figure.ts';
import type { Picture, StageContext } from './picture.ts';
import { type SloganOptions, sloganContent } from './slogan/slogan-content.ts';
import { StillPicture } from './still/still-picture.ts';
import { fileSource } from './video/creative-source.ts';
import type { StartUpTimes } from './video/start-up.ts';
import type { VideoDeck } from './video/video-deck.ts';
import { prepareVideo } from './video/video-picture.ts';

export interface PictureMakers {
  readonly deck: VideoDeck;
  readonly startUp: StartUpTimes;
  readonly slogan: SloganOptions;
  /** Where web pages load. */
  readonly frame: HTMLElement;
  readonly context: StageContext;
}

/** Makes the picture of a spot of any kind, loaded and decoded. Rejects with a SpotError, or when aborted. */
export async function preparePicture(
  spot: ProgrammeSpot,
  makers: PictureMakers,
  signal: AbortSignal,
): Promise<Picture> {
  const { context } = makers;
  const definition = spot.spot;
  switch (definition.kind) {
    case 'video':
      return prepareVideo(spot, { ...makers, source: fileSource(urlOf(spot)) }, context, signal);
    case 'hls': {
      const { hlsSource } = await import('./video/hls-source.ts');
      return prepareVideo(spot, { ...makers, source: hlsSource(urlOf(spot), spot.key) }, context, signal);
    }
    case 'image': {
      const { imageContent } = await import('./still/image-content.ts');
      const content = await imageContent(spot, urlOf(spot), definition.durationMs, signal);
      return new StillPicture(content, definition.durationMs, context);
    }
    case 'slogan': {
      const drawing = await loadFigure(definition.topic);
      throwIfAborted(signal);
      const content = sloganContent(definition, drawing, makers.slogan);
      return new StillPicture(content, definition.durationMs, context);
    }
    case 'web': {
      const { webContent } = await import('./still/web-content.ts');
      const content = await webContent(spot, urlOf(spot), makers.frame, signal);
      return new StillPicture(content, definition.durationMs, context);
    }
    case 'announcement':
      throw new SpotError('unsupported', spot.key, 'voice announcements are not played by this version');
  }
}

function urlOf(spot: ProgrammeSpot): string {
  if (spot.url) return spot.url;
  throw new SpotError('not-found', spot.key, 'it has no address');
}
