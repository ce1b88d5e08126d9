import type { Canvas } from '../../../core/playlist/definition.ts';

/**
 * Lets a layer that has just come on view over another arrive slowly. Where lamps have half tones it fades in; where
 * they have none it uncovers itself column by column, whole lamps at a time.
 */
export async function arriveSlowly(
  layer: HTMLElement,
  changeMs: number,
  lamps: Canvas['lamps'],
): Promise<void> {
  const halfTones = (lamps ?? 'full-colour') === 'full-colour';
  const animation = halfTones
    ? layer.animate([{ opacity: 0 }, { opacity: 1 }], { duration: changeMs })
    : layer.animate([{ clipPath: 'inset(0 100% 0 0)' }, { clipPath: 'inset(0 0% 0 0)' }], {
        duration: changeMs,
        easing: `steps(${layer.clientWidth})`,
      });
  // Rejects when the layer is taken away meanwhile: then nothing is left to arrive.
  await animation.finished.catch(() => {});
}
