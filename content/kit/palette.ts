/** The colours of every picture. Contrast of words on their ground is 7:1 or more (tests/core/content measures it). */
export const palette = {
  /** Ground of the whole picture. */
  night: '#0a2350',
  /** Lines and words on light fills. */
  ink: '#071a3d',
  /** Words on the night ground. */
  white: '#ffffff',
  /** Second words on the night ground. */
  mist: '#c9dcff',
  /** Ground behind a scene that advises. */
  sky: '#8db8f5',
  /** Ground behind a scene that warns; and the one accent. */
  amber: '#ffc145',
  /** Things that must stand out on amber as well as on night. */
  glow: '#ffe2a0',
  paper: '#f3f7ff',
  calm: '#cfe1ff',
  leaf: '#a9dfc0',
} as const;

/** One line weight for every drawn line, in picture units of a 1280 × 720 picture. */
export const lineWeight = 6;

/** Nothing is written smaller: 1/24 of the picture's height. */
export const smallestText = 30;
