import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'app',
  template: 'late',
  language: 'en',
  title: 'Shifts – Rotaboard',
  site: 'Rotaboard',
  menu: ['Overview', 'Shifts', 'People', 'Absences', 'Settings'],
  body: `
# Shifts in week 23
Monday 1 June to Sunday 7 June. Site: Northgate Bakery. 4 shifts are still open.
## Open shifts
| Day | Time | Role | Pay an hour
| Tuesday | 4:00 to 12:00 | Baker | $24.50
| Thursday | 5:30 to 11:30 | Counter | $18.20
| Saturday | 3:30 to 11:30 | Baker | $29.40
| Sunday | 6:00 to 13:00 | Driver | $21.75
## Swaps waiting for you
Dario Kessler wants to give his Wednesday counter shift to Mei Tanaka. You have until Monday at 18:00 to agree; after that the swap lapses.
Noor Aziz asks for a swap of Friday's early shift with anybody who is a trained baker.
## Hours this week
- Mei Tanaka: 38 of 40 hours
- Dario Kessler: 32 of 32 hours
- Noor Aziz: 24 of 30 hours
- Pat Lindqvist: 44 of 40 hours, 4 of them overtime
Overtime is paid at one and a half times, and must be agreed by the site manager, Joan Ferreira.
## Rules of this site
Nobody works more than six days in a row. Between two shifts there are at least 11 hours. Shifts that begin before 5:00 count as night work and are paid 20 percent more. Swaps close 48 hours before the shift begins.
## Notices
The oven engineer comes on Thursday at 13:00, so bake everything before noon. The new hand scanners are in the drawer under till 2, and each has a label with its person's name.
`,
};
