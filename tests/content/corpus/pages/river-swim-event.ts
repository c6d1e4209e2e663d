import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'event',
  template: 'hashed',
  language: 'en',
  title: 'Aldwater River Swim 2026',
  site: 'Aldwater Swim',
  menu: ['Course', 'Enter', 'Results', 'Volunteers'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'Event',
      name: 'Aldwater River Swim',
      startDate: '2026-07-18T08:30',
      location: { '@type': 'Place', name: 'Aldwater Boathouse' },
      offers: { '@type': 'Offer', price: '42', priceCurrency: 'GBP' },
    },
  ],
  body: `
# Aldwater River Swim 2026
Saturday 18 July 2026, from 8.30 am, starting at the Aldwater Boathouse.
Two distances down a clean, slow river, with lunch in the meadow afterwards. This is the fourteenth swim, and the money goes to the Aldwater Lifeboat.
## Distances
| Distance | Start | Entry | Places | Time limit
| 1.5 km | 10.15 am | £29 | 250 | 1 hour
| 4 km | 8.30 am | £42 | 180 | 2 hours 15 minutes
## Entering
Entries open on 1 February at noon and close on 4 July, or when places are gone. Last year the 4 km filled in three days. You must be 16 on the day of the swim; for the 4 km you must be 18.
A place can be passed on to another swimmer until 27 June for £5. We do not give refunds after that day, unless we cancel.
## Equipment
- Wetsuits are required below 16 °C and optional above.
- Tow floats are required for everybody and can be hired for £4.
- Gloves and paddles are not allowed.
- A bright cap is in your pack.
## On the day
Registration is open from 6.45 to 8 am for the 4 km and from 8.30 to 9.45 am for the 1.5 km. Bring your photo identification. The safety talk is fifteen minutes before each start, and you must hear it to swim.
## Water and safety
The river has been between 17 and 20 °C in the last five years. Fourteen kayaks and two rescue boats go with you. If the river is in flood, the swim moves to Sunday 26 July.
## Parking and trains
Park at Church Field, £5, opened at 6 am. From Aldwater station it is a walk of nine minutes. A bus brings the swimmers of 4 km back from the finish at Lower Weir.
`,
};
