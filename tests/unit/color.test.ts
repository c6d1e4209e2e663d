import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { contrast, parseHex, standOut, textOn, toHex, toHsl } from '../../widget/theme/color.ts';
import { deriveTheme, SURFACES } from '../../widget/theme/theme.ts';

const hex = fc.integer({ min: 0, max: 0xffffff }).map((value) => `#${value.toString(16).padStart(6, '0')}`);

describe('colours derived from any accent', () => {
  it('text on the accent is readable', () => {
    fc.assert(
      fc.property(hex, (color) => {
        const accent = parseHex(color);
        expect(contrast(textOn(accent), accent)).toBeGreaterThanOrEqual(4.5);
      }),
      { numRuns: 2000 },
    );
  });

  it('the accent as text is readable on every surface of both themes', () => {
    fc.assert(
      fc.property(hex, fc.constantFrom('light', 'dark'), (color, name) => {
        const { accentInk, accentLine } = deriveTheme(name, color);
        for (const surface of SURFACES[name].map(parseHex)) {
          expect(contrast(accentInk, surface)).toBeGreaterThanOrEqual(4.5);
          expect(contrast(accentLine, surface)).toBeGreaterThanOrEqual(3);
        }
      }),
      { numRuns: 2000 },
    );
  });

  it('leaves an accent alone that can be read as it is', () => {
    expect(toHex(standOut(parseHex('#5b5bd6'), [parseHex('#ffffff')]))).toBe('#5b5bd6');
  });

  it('agrees with the contrast that WCAG publishes', () => {
    expect(contrast(parseHex('#000'), parseHex('#fff'))).toBeCloseTo(21, 5);
    expect(contrast(parseHex('#777777'), parseHex('#ffffff'))).toBeCloseTo(4.48, 2);
  });

  it('reads short, long and upper-case notation alike', () => {
    expect(parseHex('#abc')).toEqual(parseHex('#AABBCC'));
    fc.assert(
      fc.property(hex, (color) => {
        expect(toHex(parseHex(color))).toBe(color);
      }),
    );
  });

  it('finds hue, saturation and lightness', () => {
    expect(toHsl(parseHex('#ff0000')).map(Math.round)).toEqual([0, 100, 50]);
    expect(toHsl(parseHex('#00ff80')).map(Math.round)).toEqual([150, 100, 50]);
    expect(toHsl(parseHex('#808080')).map(Math.round)).toEqual([0, 0, 50]);
    fc.assert(
      fc.property(hex, (color) => {
        const [hue, saturation, lightness] = toHsl(parseHex(color));
        expect(hue >= 0 && hue < 360).toBe(true);
        expect(saturation >= 0 && saturation <= 100.001).toBe(true);
        expect(lightness >= 0 && lightness <= 100.001).toBe(true);
      }),
    );
  });
});
