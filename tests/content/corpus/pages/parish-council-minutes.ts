import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'government',
  template: 'spans',
  language: 'en',
  title: 'Minutes of the meeting of 11 March 2026',
  site: 'Little Orrin Parish Council',
  heldOut: true,
  menu: ['Home', 'Minutes', 'Councillors'],
  footer: ['Clerk: Mrs P. Anstey, The Old Forge'],
  body: `
# Minutes of the meeting of 11 March 2026
Present were Cllrs Anstey, Boyle, Dacre (in the chair) and Mistry, the clerk, and fourteen members of the public. Apologies came from Cllr Ward, who has a cold.
## Playground
The council agreed by four votes to none to spend 6,850 pounds on a new slide and to close the playground from 13 to 24 April. Cllr Boyle will ask the school whether its own can be used in the meantime.
## Speeding on Mill Lane
The speed watch counted 412 cars in three mornings, of which 57 drove faster than 35 miles an hour and one at 61. The police will be asked for a camera. A chicane would cost 19,000 pounds and was not pursued.
## Planning
- 26/0117, a porch at Rose Cottage: no objection
- 26/0121, six houses behind the chapel: objection, because of the drains
- 26/0125, a sign at the Orrin Arms: no objection, if it is not lit after 11 pm
## Accounts
The balance on 28 February was 21,304.77 pounds. Cheques were signed for grass cutting, 340 pounds, and for the hall, 72 pounds.
## Next meeting
Wednesday 8 April 2026 at 7.30 pm in the village hall. Items for the agenda must reach the clerk by 1 April.
`,
};
