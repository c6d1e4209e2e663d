import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'landing',
  template: 'tables',
  language: 'en',
  title: 'Welcome to Braeside Farm Bed and Breakfast',
  site: 'Braeside Farm',
  menu: ['Home', 'Rooms', 'Prices', 'The Farm', 'Find us', 'Guest book'],
  footer: ['Braeside Farm, Glen Orrin, telephone 01632 960 355'],
  body: `
# Welcome to Braeside Farm
We are a working sheep farm with three guest rooms, at the end of the glen, two miles from the nearest road with a number.
## Our rooms
The Byre sleeps two and has its own door to the garden. The Loft sleeps four, with a low beam to mind. The Shepherd's Hut stands in the orchard, sleeps two, and has a stove but no bath: the bathroom is in the house.
## Prices
| Room | A night, two people | Extra child
| The Byre | £84 | not possible
| The Loft | £96 | £18
| Shepherd's Hut | £62 | not possible
Breakfast is included. From Friday to Sunday we ask for two nights at least. In the lambing weeks, from 5 April to 3 May, prices are £10 higher and guests may help.
## Breakfast
Eggs of our hens, porridge, bread from the village, and honey. We serve from 7.30 to 9.30, and earlier for walkers if you tell us the evening before. Dinner is not served, but the Orrin Arms is a mile down the track and cooks until 8.30.
## Dogs
We are sorry: no dogs from March to June, because of the lambs. At other times one dog can stay in the Byre for £6 a night.
## Paying
Cash, cheque or bank transfer. We have no card machine, as there is no signal. We ask for a deposit of £40, which we keep if you cancel in the last two weeks.
## How to find us
Leave the A835 at Garve, follow the single-track road for nine miles and turn left at the red telephone box, which works. Do not trust the satellite map: it sends you through the ford.
`,
};
