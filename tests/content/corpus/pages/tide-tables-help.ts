import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'docs',
  template: 'bootstrap',
  language: 'en',
  title: 'How to read a tide table',
  site: 'Harbourmaster Online',
  heldOut: true,
  menu: ['Tides', 'Moorings', 'Notices', 'Charts'],
  footer: ['Harbour Office, North Pier, Skerrin'],
  body: `
# How to read a tide table
Our tables give high and low water for Skerrin Bar. Times are in UTC all the year, so add an hour from the end of March to the end of October.
## The columns
| Column | Meaning
| HW | time of high water
| LW | time of low water
| m | height above chart datum, in metres
| C | coefficient, from 20 to 120
## Depth at a given hour
Use the rule of twelfths: in the first hour the water rises by one twelfth of the range, in the second by two, in the third and fourth by three each, then two and one.
## Other places
- Fen Creek: 35 minutes later
- Mussel Steps: 10 minutes earlier
- Old Lock: 1 hour 20 minutes later, and 0.6 metres less
## Weather
Low pressure lifts the water by a centimetre for each hectopascal below 1013. A north-westerly of force 7 adds up to 40 centimetres in the basin.
## When the lock opens
The lock opens from two hours before to one hour after high water, if the height at the bar is more than 3.2 metres. Call on channel 11 and have 15 metres of line ready on both sides.
`,
};
