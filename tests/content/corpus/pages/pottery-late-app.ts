import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'app',
  template: 'late',
  language: 'en',
  title: 'Classes – Claybook',
  site: 'Claybook',
  menu: ['Studios', 'Classes', 'Vouchers', 'Sign in'],
  body: `
# Classes this month
Eleven studios in Tacoma take part. Prices include clay, glaze and one firing.
## Free places
| Class | When | Studio | Places | Price
| Wheel for beginners | June 6, 10:00 | Slipstream | 3 | $65
| Hand-built planters | June 9, 18:30 | Mudroom | 5 | $48
| Raku evening | June 12, 17:00 | Fire & Ash | 1 | $95
| Parents and children | June 14, 9:30 | Slipstream | 6 pairs | $70 a pair
| Mold making | June 20, 13:00 | North Kiln | 2 | $110
## Booking
A place is held for 15 minutes while you pay. Studios confirm within an hour. You can move a booking once, up to 72 hours before, and cancel up to a week before for a full refund.
## Picking up
Pieces are ready about four weeks after the class. They are kept for 60 days, then given to the spring sale of the food bank.
## Vouchers
Vouchers of 50 dollars and more are valid for three years in all studios, and can be paid in parts.
## What to wear
Short nails, closed shoes and clothes that can be washed. Aprons are there.
`,
};
