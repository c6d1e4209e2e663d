import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'product',
  template: 'elements',
  language: 'en',
  title: 'Stove kettle No. 3 – Ortho Home',
  site: 'Ortho Home',
  menu: ['Kitchen', 'Table', 'Bath', 'Gifts'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: 'Stove kettle No. 3',
      offers: {
        '@type': 'Offer',
        price: '78.00',
        priceCurrency: 'EUR',
        availability: 'https://schema.org/PreOrder',
      },
    },
  ],
  footer: ['Ortho Home, Nieuwe Gracht 18, Utrecht'],
  body: `
# Stove kettle No. 3
€78.00. Can be ordered now, sent from 20 May.
An enamelled steel kettle that boils 1.6 litres in six and a half minutes, with a whistle that hums a low E instead of shrieking.
## Which stoves
It works on gas, electric and induction stoves, and on a wood stove's plate. It must not go in an oven or in a microwave.
## Sizes and colours
| Model | Holds | Price
| No. 2 | 1.1 litres | €64.00
| No. 3 | 1.6 litres | €78.00
| No. 5 | 2.8 litres | €96.00
Colours: ink, butter, brick and bone. Brick is made in No. 3 only.
## Care
- Dry the kettle after use. Enamel does not rust, its rim does.
- Descale with two spoons of citric acid, not with vinegar.
- The beech handle is oiled. Oil it twice a year, and never put it in the dishwasher.
## In the box
Kettle, whistle, a spare seal, and a linen cloth. The packing is cardboard without any plastic.
## Repairs
Handles cost €14 and whistles €9, and we keep them for at least 15 years. Chipped enamel cannot be repaired, but we take kettles back for recycling and give you 10 percent off the next.
## Sending
Within the Netherlands sending is free from €50 on, otherwise €4.50. To Belgium and Germany it is €7.90, to other countries of the EU €13. It takes two to six days.
## Thirty days
Try the kettle for thirty days. If you do not like it, send it back, even used. We pay the postage within the Netherlands.
`,
};
