import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'landing',
  template: 'utility',
  language: 'en',
  title: 'Ironleaf – the small gym in Garnet Hill',
  site: 'Ironleaf',
  menu: ['Classes', 'Prices', 'Coaches', 'Try it'],
  footer: ['Ironleaf, 8 Tannery Row, Garnet Hill', 'Weekdays 6:00 to 22:00, weekends 8:00 to 18:00'],
  body: `
# A small gym that knows your name
Ironleaf has 220 members and takes no more. There is always a free rack, and a coach who watches your back.
## Prices
| Membership | Per month | What you get
| Open | $59 | the gym at any open hour
| Classes | $89 | the gym and two classes a week
| All | $119 | everything, and a plan by a coach every eight weeks
| Ten visits | $140 once | good for six months
There is no joining fee. You can leave with a month's notice. Membership can be paused for up to three months in a year, free of charge.
## Classes
- Barbell basics: Monday and Thursday at 18:30, at most 8 people
- Mobility: Tuesday at 7:00 and Sunday at 10:00
- Strong over sixty: Wednesday at 10:00, taught by Wanda Pruitt
- Kettlebells: Friday at 17:45
Cancel a class up to four hours before, or it counts as used.
## Try it
Your first visit is free, and so is the towel. Come by on a Saturday between 9 and 12, when two coaches have time to show you round. Bring shoes for indoors.
## Coaches
Wanda Pruitt was a physiotherapist for 21 years. Deshawn Cole holds the state record in the squat at 93 kilos. Ilse Brandt teaches mobility, and does not shout.
## Hours
We open at 6:00 on weekdays and close at 22:00. On weekends we are open from 8:00 to 18:00. On public holidays, ask the door: it says so.
## Not here
No mirrors on all walls, no music above 70 decibels, no contracts of two years, and no pool.
`,
};
