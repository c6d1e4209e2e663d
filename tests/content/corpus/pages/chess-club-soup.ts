import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'landing',
  template: 'headless',
  language: 'en',
  title: 'Redmire Chess Club',
  site: 'Redmire Chess Club',
  menu: ['Home', 'Club nights', 'Juniors', 'Teams', 'Library'],
  footer: ['Upstairs at the Weavers Arms, 3 Loom Street, Redmire'],
  body: `
# Redmire Chess Club
Founded in 1934 by six weavers, now 71 members between 7 and 88 years old. You need not be good. You need not even own a board.
## Club nights
We play every Tuesday from 7.15 pm, upstairs at the Weavers Arms. The first three visits are free. There is no club in August.
## Juniors
Juniors meet on Saturdays from 10 to 11.30 am in the public library, with Agnes Thorley. It costs £2 a morning, with juice. Parents may stay, but may not help.
## Membership
| Member | A year
| Adult | £48
| Under 18 | £15
| Over 70 | £24
| Family | £70
Membership runs from 1 September. Who joins after 1 March pays half.
## Teams
Our first team plays in Division 2 of the Dale League, the second in Division 4. Matches are on Wednesdays. The teams go by car, and the driver gets £5 from the box.
## Tournaments
- The Loom Cup, a rapid tournament of six rounds, on 22 November. Entry £12.
- The Candlelight Blitz, on 20 December, from 8 pm, in the dark but for one candle a board.
- The championship, nine rounds from January to May, one a fortnight.
## The library
410 books, which members can borrow for four weeks. The fine is a move: you must begin your next game with a pawn of the opponent's choice.
## Access
There are fourteen stairs. If that is a difficulty, tell us and we play downstairs by the fire.
`,
};
