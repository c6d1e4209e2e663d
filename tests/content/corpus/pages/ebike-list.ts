import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'list',
  template: 'utility',
  language: 'en',
  title: 'Used e-bikes, checked – Second Spin',
  site: 'Second Spin',
  menu: ['Bikes', 'Sell yours', 'Workshop', 'Stores'],
  body: `
# Used e-bikes, checked
Each bicycle goes through 62 checks, and its battery holds at least 80 percent of what it held when new. 148 are in stock today.
## In stock
| Model | Year | Frame | Battery | Ridden | Price
| Kestrel City 5 | 2022 | M | 500 Wh, 91 % | 2,100 km | €1,490
| Volna Step | 2021 | S | 400 Wh, 84 % | 3,350 km | €990
| Bruno Cargo Long | 2023 | one size | 2 × 545 Wh, 95 % | 1,200 km | €4,250
| Aspen Trail 7 | 2022 | L | 625 Wh, 88 % | 2,800 km | €2,680
| Kestrel Fold | 2023 | one size | 300 Wh, 97 % | 640 km | €1,350
## The guarantee
Twelve months on the bicycle, 24 months on the motor and the battery. If the battery falls below 70 percent in that time we replace it.
## Trying one
Ride it for an hour in one of our four stores, or have it sent: you have 14 days and 30 kilometres. Sending costs €49, and €89 for a cargo bicycle. Coming back is free.
## Selling yours
Send five photographs and the number of the frame. You get an offer within two working days, valid for ten. We take bicycles that are less than six years old and have their charger and both keys.
## Paying in parts
From €800 on you can pay in 12 or 24 parts, at 4.9 percent. The city's bonus of €300 is for new bicycles only, not for these.
## Service
The first service, after 300 kilometres or three months, is free in each store. Further ones cost €79.
`,
};
