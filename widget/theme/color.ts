/** Readable colours made from any accent, by the contrast formula of WCAG 2. Pure. */
export type Rgb = readonly [red: number, green: number, blue: number];

const BLACK: Rgb = [0, 0, 0];
const WHITE: Rgb = [255, 255, 255];
const ENOUGH = 4.5;

/** `#abc` or `#aabbcc`. */
export function parseHex(hex: string): Rgb {
  const digits = hex.length === 4 ? hex.replace(/[\da-f]/gi, '$&$&') : hex;
  const value = Number.parseInt(digits.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
}

export const toHex = (color: Rgb): string =>
  `#${color.map((part) => Math.round(part).toString(16).padStart(2, '0')).join('')}`;

function luminance(color: Rgb): number {
  const [red, green, blue] = color.map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (red ?? 0) + 0.7152 * (green ?? 0) + 0.0722 * (blue ?? 0);
}

export function contrast(one: Rgb, other: Rgb): number {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return ((light ?? 0) + 0.05) / ((dark ?? 0) + 0.05);
}

/** White where it can be read, else black: one of the two always reaches 4.58. */
export const textOn = (background: Rgb): Rgb => (contrast(WHITE, background) >= ENOUGH ? WHITE : BLACK);

/** The accent, darkened or lightened no more than needed to stand out from each of the surfaces. */
export function standOut(accent: Rgb, surfaces: readonly Rgb[], ratio = ENOUGH): Rgb {
  const [first = WHITE] = surfaces;
  const pole = contrast(BLACK, first) > contrast(WHITE, first) ? BLACK : WHITE;
  for (let step = 0; step < 32; step++) {
    const mixed = mix(accent, pole, step / 32);
    if (surfaces.every((surface) => contrast(mixed, surface) >= ratio)) return mixed;
  }
  return pole;
}

/** Rounded, so that the contrast measured is the contrast shown. */
function mix(from: Rgb, to: Rgb, share: number): Rgb {
  const between = (start: number, end: number) => Math.round(start + (end - start) * share);
  return [between(from[0], to[0]), between(from[1], to[1]), between(from[2], to[2])];
}

/** Hue in degrees, saturation and lightness in percent. */
export function toHsl([red, green, blue]: Rgb): Rgb {
  const most = Math.max(red, green, blue);
  const range = most - Math.min(red, green, blue);
  const sum = 2 * most - range;
  const sector =
    most === red
      ? (green - blue) / (range || 1)
      : most === green
        ? 2 + (blue - red) / range
        : 4 + (red - green) / range;
  const saturation = range === 0 ? 0 : range / (sum > 255 ? 510 - sum : sum);
  return [(sector * 60 + 360) % 360, saturation * 100, sum / 5.1];
}
