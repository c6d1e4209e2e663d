import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'government',
  template: 'government',
  language: 'en',
  title: "Apply for a resident's parking permit – Dunmere City",
  site: 'Dunmere City',
  menu: ['Parking', 'Roads', 'Buses', 'Cycling'],
  footer: [
    'Dunmere City, Town Hall, Market Place, Dunmere',
    'Parking services: 01632 960 240, weekdays 9am to 4pm',
  ],
  body: `
# Apply for a resident's parking permit
You need a permit to park in zones A to F between 8am and 6.30pm from Monday to Saturday. On Sundays and bank holidays parking is free for everybody.
## Who can apply
You can apply if you live in the zone, if your vehicle is registered at your address, and if it is not longer than 5.25 metres. Each household can have two permits. Flats that were built after 1 April 2018 do not get permits.
## What it costs
| Emissions of the car | First permit, a year | Second permit, a year
| 0 g/km | £20 | £60
| 1 to 130 g/km | £68 | £124
| 131 to 190 g/km | £96 | £168
| above 190 g/km | £140 | £230
Motorcycles do not need a permit. Blue Badge holders pay nothing for the first permit.
## What you need
- your vehicle's log book (V5C), or the lease with your name and address
- a council tax number or a tenancy agreement of at least six months
- a debit or credit card
## How long it takes
If you apply online the permit is valid from midnight of the next working day. There is no paper permit: wardens look up the number plate. Applications by post take 10 working days and cost £8 more.
## Visitors
A book of ten visitor vouchers costs £14, each good for six hours. A household can buy ten books a year. Vouchers are scratched, or activated by text message.
## When something changes
Tell us within 14 days when you move house or change the car. Changing the number plate is free twice a year, then £10. If you give a permit back, each full month that is left is paid back.
## If you get a penalty charge
A penalty charge is £70, and £35 if paid within 14 days. You can challenge it within 28 days.
`,
};
