import type { Canvas } from '../../../../core/playlist/definition.ts';
import type { LampRole } from '../../../../core/text/lamp-pages.ts';
import { type SloganTheme, themes } from '../../slogan/themes.ts';

export type LampColours = Readonly<Record<LampRole, string>>;

/** Lamps fully lit or dark: red alone is the dimmest of the three that red and green make, so it carries no words. */
const twoColour: LampColours = { hook: '#ffff00', detail: '#00ff00', action: '#ffff00' };
const single = { red: '#ff0000', green: '#00ff00', amber: '#ffff00', white: '#ffffff' } as const;

/** What the words are lit in; behind them every lamp is dark: no glare, and a third of the power. */
export function lampColours({ lamps = 'full-colour' }: Canvas, theme: SloganTheme): LampColours {
  if (lamps === 'two-colour' || theme === 'two-colour') return lamps in single ? only(lamps) : twoColour;
  if (lamps !== 'full-colour') return only(lamps);
  const { hook, detail, accent } = themes[theme];
  return { hook, detail, action: accent };
}

function only(lamps: string): LampColours {
  const colour = single[lamps as keyof typeof single];
  return { hook: colour, detail: colour, action: colour };
}
