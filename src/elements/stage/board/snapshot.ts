import type { Size } from '../slogan/regions.ts';
import type { ChangmingStage } from '../stage-element.ts';

/** What the stage shows now, at the board's own size; undefined while it shows what cannot be copied (page markup). */
export function snapshotOf(stage: ChangmingStage): HTMLCanvasElement | undefined {
  const frame = stage.shadowRoot?.querySelector<HTMLElement>('.frame');
  const layer = frame?.querySelector('.layer.on-view') ?? frame?.querySelector('canvas.slate')?.parentElement;
  const source = layer?.querySelector<HTMLCanvasElement | HTMLVideoElement | HTMLImageElement>(
    'video, canvas:not(.backdrop), img',
  );
  if (!frame || !source) return undefined;
  const canvas = document.createElement('canvas');
  canvas.width = frame.clientWidth;
  canvas.height = frame.clientHeight;
  const context = canvas.getContext('2d');
  if (!context) return undefined;
  context.fillRect(0, 0, canvas.width, canvas.height);
  const { width, height } = sizeOf(source);
  const scale = Math.min(canvas.width / width, canvas.height / height) || 0;
  const [w, h] = [Math.round(width * scale), Math.round(height * scale)];
  context.imageSmoothingEnabled = scale !== 1;
  context.drawImage(source, Math.floor((canvas.width - w) / 2), Math.floor((canvas.height - h) / 2), w, h);
  return canvas;
}

function sizeOf(source: HTMLCanvasElement | HTMLVideoElement | HTMLImageElement): Size {
  if (source instanceof HTMLVideoElement) return { width: source.videoWidth, height: source.videoHeight };
  if (source instanceof HTMLImageElement) return { width: source.naturalWidth, height: source.naturalHeight };
  return source;
}
