import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'event',
  template: 'accordion',
  language: 'en',
  title: 'Runner information – Lakeshore Half Marathon',
  site: 'Lakeshore Half',
  menu: ['Course', 'Runners', 'Spectators', 'Results'],
  body: `
# Runner information
The Lakeshore Half Marathon is on Sunday 4 October 2026. 6,500 runners start at the Bandshell and finish on the pier.
@ Before the race
Pick up your number on Friday from noon to 8 pm or on Saturday from 9 am to 6 pm, in the Armory. There is no pick-up on Sunday. Bring your identification and the code we sent you.
@ Race day
Bags are taken from 6 am. The first wave starts at 7.30 am.
@ Afterwards
Medals, soup and massages are on the pier until 1 pm.
## Waves
| Wave | Start | For
| Red | 7.30 am | under 1 hour 35
| Blue | 7.40 am | under 1 hour 55
| Green | 7.55 am | under 2 hours 15
| Yellow | 8.10 am | all others
## Cut-off
The course closes at 11.15 am, three hours and five minutes after the last wave. A bus follows at 8 minutes 50 a kilometre.
## Questions
? Can I give my place to somebody else?
Until 1 September, for 12 dollars. After that a number that changes hands is disqualified.
? Is there water?
At kilometres 4, 8, 12, 16 and 19. Gels are given out at 12 only.
? May I run with a stroller?
In the yellow wave, with a stroller that is made for running. Dogs must stay at home.
? What if it is too hot?
Above 28 degrees at the start the distance is cut to ten kilometres.
## Pacers
Pacers with balloons run 1:30, 1:45, 2:00 and 2:15, at an even pace, walking through the water stops.
`,
};
