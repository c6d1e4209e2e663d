import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { contrast, parseHex } from '../../widget/theme/color.ts';
import { SURFACES } from '../../widget/theme/theme.ts';

const css = ['launcher/launcher.css', 'ui/tokens.css']
  .map((path) => readFileSync(new URL(`../../widget/${path}`, import.meta.url), 'utf8'))
  .join('');

/** The first definition is the light theme's, the second the dark one's. */
function token(name: string, theme: 'light' | 'dark'): string {
  const found = [...css.matchAll(RegExp(`--${name}: (#[0-9a-f]{6})`, 'g'))];
  return found[theme === 'light' ? 0 : 1]?.[1] ?? '';
}

describe.each(['light', 'dark'] as const)('the %s theme', (theme) => {
  it('has the surfaces that accents are made readable on', () => {
    expect([token('surface', theme), token('raised', theme)]).toEqual([...SURFACES[theme]]);
  });

  it('has text that is readable on both surfaces', () => {
    for (const ink of ['ink', 'soft'])
      for (const surface of SURFACES[theme])
        expect(contrast(parseHex(token(ink, theme)), parseHex(surface))).toBeGreaterThanOrEqual(4.5);
  });
});
