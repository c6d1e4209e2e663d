import { parseHex, type Rgb, standOut, textOn } from './color.ts';

export interface Theme {
  name: 'light' | 'dark';
  accent: Rgb;
  onAccent: Rgb;
  /** The accent as text or border on any of the theme's surfaces. */
  accentInk: Rgb;
  /** The accent as a wide line, which may stay closer to the owner's own colour. */
  accentLine: Rgb;
}

/** Must be the surfaces of tokens.css, plain and raised: the accent is made readable on both. */
export const SURFACES = {
  light: ['#ffffff', '#f4f4f7'],
  dark: ['#16161a', '#232329'],
} as const;

export function deriveTheme(name: Theme['name'], accentColor: string): Theme {
  const accent = parseHex(accentColor);
  const surfaces = SURFACES[name].map(parseHex);
  return {
    name,
    accent,
    onAccent: textOn(accent),
    accentInk: standOut(accent, surfaces),
    accentLine: standOut(accent, surfaces, 3),
  };
}
