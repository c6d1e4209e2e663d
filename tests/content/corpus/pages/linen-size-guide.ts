import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'docs',
  template: 'soup',
  language: 'en',
  title: 'Size guide and care | Nordal Linen',
  site: 'Nordal Linen',
  menu: ['Women', 'Men', 'Bed', 'Table', 'Sale'],
  related: ['The Ida shirt', 'The Aksel trousers', 'Gift cards'],
  body: `
# Size guide and care
Measure over underwear, with the tape close but not tight. If you are between two sizes, take the smaller one: linen gives.
## Women
| Size | Chest | Waist | Hips
| XS | 80 cm | 62 cm | 88 cm
| S | 86 cm | 68 cm | 94 cm
| M | 92 cm | 74 cm | 100 cm
| L | 100 cm | 82 cm | 108 cm
| XL | 110 cm | 92 cm | 118 cm
## Men
| Size | Chest | Waist | Inside leg
| S | 92 cm | 78 cm | 80 cm
| M | 100 cm | 86 cm | 82 cm
| L | 108 cm | 94 cm | 83 cm
| XL | 116 cm | 104 cm | 84 cm
## Does it shrink?
All our linen is washed before it is cut. It shrinks by 2 percent in the first wash at 40 °C, and the sizes allow for that. At 60 °C it shrinks by 5 percent.
## Washing
Wash at 30 or 40 °C with colours alike, on at most 800 turns. No bleach, no softener. Dry it on a line; in a dryer it becomes brittle after about 30 turns.
## Ironing
You need not. If you like to, iron it damp, on the inside, at three dots.
## Stains
- Red wine: mineral water at once, then gall soap.
- Oil: chalk overnight, brush off, wash.
- Blood: cold water only.
## Taking in and mending
We take in sleeves and hems for 15 dollars in our shop in Portland, within four days. Tears at seams are mended free for three years, if the piece is clean.
`,
};
