import { computed, effect, type ReadonlySignal } from '@preact/signals';
import type { SettingsModel } from '../models.ts';
import { parseHex, type Rgb, standOut, textOn, toHex } from './color.ts';
import { media } from './media.ts';

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

export function createTheme(settings: SettingsModel): ReadonlySignal<Theme> {
  const dark = media('(prefers-color-scheme: dark)');
  return computed(() => {
    const { theme, accentColor } = settings.options.value;
    return deriveTheme(theme === 'auto' ? (dark.value ? 'dark' : 'light') : theme, accentColor);
  });
}

/** Through the CSSOM: the frame's Content-Security-Policy refuses style elements and attributes. */
export function applyTheme(theme: ReadonlySignal<Theme>): () => void {
  return effect(() => {
    const { dataset, style } = document.documentElement;
    const { name, accent, onAccent, accentInk } = theme.value;
    dataset.theme = name;
    style.setProperty('--accent', toHex(accent));
    style.setProperty('--on-accent', toHex(onAccent));
    style.setProperty('--accent-ink', toHex(accentInk));
  });
}
