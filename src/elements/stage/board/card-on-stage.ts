import type { Canvas } from '../../../core/playlist/definition.ts';
import type { ChangmingStage } from '../stage-element.ts';
import { rectangleOf, sumOfTurns } from './place.ts';
import { drawTestCard } from './test-card.ts';

/** Covers the picture with the test card, to its last pixel. Returns what takes it away. */
export async function putTestCard(stage: ChangmingStage, canvas: Canvas | undefined): Promise<() => void> {
  await stage.board;
  const frame = stage.shadowRoot?.querySelector<HTMLElement>('.frame');
  if (!frame) return () => {};
  // On an exact rectangle one pixel of the layout is one device pixel already.
  const ratio = rectangleOf(canvas) ? 1 : devicePixelRatio;
  const turnDegrees = sumOfTurns(canvas?.rotationDegrees ?? 0, stage.turnDegrees);
  const size = {
    width: Math.round(frame.clientWidth * ratio),
    height: Math.round(frame.clientHeight * ratio),
  };
  const card = await drawTestCard({ size, turnDegrees, canvas });
  card.className = 'test-card';
  card.style.cssText = `position: absolute; left: 0; top: 0; width: ${size.width / ratio}px;
    height: ${size.height / ratio}px; z-index: 7; image-rendering: pixelated`;
  frame.append(card);
  return () => card.remove();
}
