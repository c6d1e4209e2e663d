import { toHex } from './color.ts';
import type { Theme } from './theme.ts';

/** Through the CSSOM: the frame's Content-Security-Policy refuses style elements and attributes. */
export function applyTheme({ name, accent, onAccent, accentInk }: Theme): void {
  const { dataset, style } = document.documentElement;
  dataset.theme = name;
  style.setProperty('--accent', toHex(accent));
  style.setProperty('--on-accent', toHex(onAccent));
  style.setProperty('--accent-ink', toHex(accentInk));
}
