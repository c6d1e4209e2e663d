import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'product',
  template: 'shop',
  language: 'en',
  title: 'Lumen Arc desk lamp – Halden Lighting',
  site: 'Halden Lighting',
  menu: ['Desk lamps', 'Floor lamps', 'Pendants', 'Bulbs', 'Outlet'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: 'Lumen Arc desk lamp',
      sku: 'HL-ARC-20',
      brand: { '@type': 'Brand', name: 'Halden' },
      offers: {
        '@type': 'Offer',
        price: '149.00',
        priceCurrency: 'GBP',
        availability: 'https://schema.org/InStock',
      },
      aggregateRating: { '@type': 'AggregateRating', ratingValue: '4.6', reviewCount: '88' },
    },
  ],
  related: [
    'Lumen Bow floor lamp £229.00',
    'Arc clamp £19.00',
    'Spare diffuser £12.50',
    'Linen cable 2 m £9.00',
  ],
  footer: [
    'Halden Lighting Ltd, Unit 4, Ropewalk Yard, Leeds LS9 8AG',
    'Customer care: 9 to 17, Monday to Friday',
  ],
  body: `
# Lumen Arc desk lamp
£149.00 including VAT. In stock, leaves our workshop within 2 working days.
A slim aluminium lamp with an arm that stays where you leave it. The light comes from 48 warm LEDs behind an opal strip, so that there is no glare on screens.
! The lamp in brushed aluminium on an oak desk, seen from the left
! Close view of the touch dimmer in the base
## Details
| Property | Value
| Height | 46 cm
| Reach | 62 cm
| Weight | 1.9 kg
| Power | 9 W
| Brightness | 810 lumen
| Colour temperature | 2700 to 4000 K
| Cable | 1.8 m, black linen
| Colours | brushed aluminium, moss green, chalk
## Dimming
Touch the base to switch the lamp on, hold to dim. It remembers the last brightness. Two touches within a second change the colour of the light in five steps.
## Delivery
Standard delivery costs £4.95 and takes 3 to 5 working days. It is free for orders above £80, and so for this lamp. We deliver to the Scottish islands at no extra cost, but it takes 7 working days. We do not deliver outside the United Kingdom.
## Returns
You can send the lamp back within 60 days, in its box, for a full refund. Return postage is £6. Lamps that were engraved cannot be returned.
## Guarantee
The lamp is guaranteed for 7 years, its LEDs for 50,000 hours. Repairs after that are made at cost in our workshop in Leeds.
## Engraving
We engrave up to 24 characters in the base for £15. Engraved lamps take 6 working days longer.
`,
};
