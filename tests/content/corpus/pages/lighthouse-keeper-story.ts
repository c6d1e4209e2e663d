import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'article',
  template: 'magazine',
  language: 'en',
  title: 'The last man on Gannet Stack',
  site: 'The Northern Quarter',
  heldOut: true,
  menu: ['World', 'Coast', 'Ideas', 'Food', 'Puzzles'],
  body: `
# The last man on Gannet Stack
When Eoin Farrell locked the door of the lighthouse on 4 April 1997, he had lived there for nineteen years, and he put the key in his pocket, where it still is.
! Eoin Farrell at his kitchen table, with a brass key
## Twenty-eight days on
Keepers came in threes and stayed for four weeks, then had four at home. The boat could land on eleven days of an average January month; once, in 1982, the relief was 46 days late and they ate the Christmas pudding of the year before.
The lamp burned 2,000 hours of paraffin a year until it was made electric in 1974. From then on the work was paint.
> You never looked at the sea, you listened to it
## What he kept
He kept a diary of four lines a day. It tells of 212 ships, of a whale that stayed for a week, and of one stranger: a cyclist who had rowed over from the mainland for a bet, and asked for tea.
## Now
A computer in Dunmore runs the light today, and a technician comes twice a year by helicopter for about ninety minutes. Visitors can land between May and August with the boat of Mary Coyle, for 45 euros, when the swell is less than a metre.
`,
};
