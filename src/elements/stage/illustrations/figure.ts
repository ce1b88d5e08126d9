import bell from './bell.svg?raw';

export interface Figure {
  /** SVG markup. */
  readonly svg: string;
  /** Parts that carry its point and take the accent colour, by their place in the drawing. */
  readonly accents: readonly number[];
}

const bellFigure: Figure = { svg: bell, accents: [2, 4] };

/** The drawing of a topic; the bell stands for every other, and for a drawing whose file is not to be had. */
export async function loadFigure(topic: string | undefined): Promise<Figure> {
  const drawn = await import('./figures.ts').catch(() => undefined);
  return drawn?.figures.get(topic ?? '') ?? bellFigure;
}
