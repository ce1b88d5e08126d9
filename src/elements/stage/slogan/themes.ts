import type { Spot } from '../../../core/playlist/definition.ts';

export type SloganTheme = Extract<Spot, { kind: 'slogan' }>['theme'];

export interface ThemeColours {
  /** Background, lit from one corner: its lightest and its darkest point. */
  readonly light: string;
  readonly dark: string;
  readonly hook: string;
  readonly detail: string;
  readonly translation: string;
  readonly barBackground: string;
  readonly barBorder: string;
  readonly barText: string;
  readonly line: string;
  readonly disc: string;
  readonly accent: string;
}

/** Every text colour stands at 7:1 or better against both ends of its background; the tests read the pixels. */
export const themes: Record<SloganTheme, ThemeColours> = {
  advice: {
    light: '#14418c',
    dark: '#06183a',
    hook: '#ffffff',
    detail: '#e3edff',
    translation: '#cfdfff',
    barBackground: '#ffd45e',
    barBorder: '#ffd45e',
    barText: '#0b2149',
    line: '#ffffff',
    disc: '#1c56b4',
    accent: '#ffd45e',
  },
  caution: {
    light: '#4a2f06',
    dark: '#1c1002',
    hook: '#ffcf57',
    detail: '#fff0cf',
    translation: '#f5dcaa',
    barBackground: '#ffb938',
    barBorder: '#ffb938',
    barText: '#241500',
    line: '#ffe7b3',
    disc: '#7a4d08',
    accent: '#ffb938',
  },
  alert: {
    light: '#86101a',
    dark: '#3d0309',
    hook: '#ffffff',
    detail: '#ffeae6',
    translation: '#ffd8d2',
    barBackground: '#ffe08a',
    barBorder: '#ffe08a',
    barText: '#4a0208',
    line: '#ffffff',
    disc: '#b01c28',
    accent: '#ffe08a',
  },
  // A board of red and green lamps: no blue, no half tones. Red alone is too dim for words, so it only draws.
  'two-colour': {
    light: '#000000',
    dark: '#000000',
    hook: '#ffc000',
    detail: '#00ff00',
    translation: '#00ff00',
    barBackground: '#000000',
    barBorder: '#ff0000',
    barText: '#ffc000',
    line: '#ff0000',
    disc: '#000000',
    accent: '#ffc000',
  },
};
