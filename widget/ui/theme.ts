import { computed, type ReadonlySignal } from '@preact/signals';
import type { SettingsModel } from '../models.ts';
import { deriveTheme, type Theme } from '../theme/theme.ts';
import { media } from './media.ts';

export function createTheme(settings: SettingsModel): ReadonlySignal<Theme> {
  const dark = media('(prefers-color-scheme: dark)');
  return computed(() => {
    const { theme, accentColor } = settings.options.value;
    return deriveTheme(theme === 'auto' ? (dark.value ? 'dark' : 'light') : theme, accentColor);
  });
}
