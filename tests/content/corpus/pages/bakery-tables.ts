import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'list',
  template: 'tables',
  language: 'en',
  title: 'Price list - Osterman Bakery',
  site: 'Osterman Bakery',
  menu: ['Home', 'Price list', 'Orders', 'Our shops'],
  footer: ['Osterman Bakery, 5 Corn Market, Lunden'],
  body: `
# Price list
Prices are valid from 1 March. All loaves are baked each morning but Monday.
## Bread
| Loaf | Weight | Price
| White tin | 800 g | 3.20
| Seeded wheat | 900 g | 4.60
| Caraway rye | 1,000 g | 5.10
| Spelt, Thursday and Saturday only | 750 g | 5.40
| Gluten-free, ordered a day before | 500 g | 6.20
## Rolls and pastry
| Piece | Price
| Plain roll | 0.55
| Poppy seed roll | 0.75
| Cinnamon knot | 2.10
| Almond croissant | 2.80
| Apple slice | 2.40
Ten plain rolls cost 5.00. After five o'clock everything that is left costs half.
## Cakes to order
Order cakes three days before, and wedding cakes six weeks before. A plum cake for twelve costs 28.00, a hazelnut cake 36.00. We write names on cakes without charge, and need a deposit of 10.00.
## Allergens
Our flour is in the air: no product but the gluten-free loaf, which is baked on Monday in the empty bakery and frozen, is free of gluten. Nuts are used every day.
## Opening hours
Corn Market: Tuesday to Saturday from 6.00 to 18.00, Sunday from 7.00 to 11.00. Station kiosk: Monday to Friday from 5.30 to 10.00.
## Delivery
We deliver to cafés within 15 kilometres from 40.00 a day on. Private households are not delivered to.
`,
};
