import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'event',
  template: 'spans',
  language: 'en',
  title: 'Choir tour: notes for singers',
  site: 'St Brannock Singers',
  heldOut: true,
  menu: ['Concerts', 'Join', 'Tour'],
  body: `
# Choir tour: notes for singers
We leave on Friday 22 May at 6.15 am from the coach park in Barr Street and are back on Monday evening at about nine.
## What to bring
- passport, and the blue health card
- the black folder with all eleven pieces, in order
- concert dress: long black, and the green scarf
- a torch, for the crypt
## Where we sleep
In the youth hostel on the Rue des Tanneurs, in rooms of four. Sheets are there, towels are not. The door is locked at midnight and the code is given out on the coach.
## Concerts
On Saturday at 8 pm in the crypt of Saint-Maur, where it is 13 degrees, and on Sunday at 11 am at mass. Be there an hour before. We sing the Lauridsen twice, as the first time nobody claps.
## Money
The tour costs 265 pounds, with half board. The last part, 90 pounds, is due on 1 May. Who falls ill gets back all but the coach, which is 60 pounds.
`,
};
