import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'event',
  template: 'utility',
  language: 'en',
  title: 'Halvik JS: types at the border',
  site: 'Halvik JS',
  menu: ['Meetups', 'Speakers', 'Code of conduct', 'Jobs'],
  related: ['May: streams for the rest of us', 'April: fifteen years of npm', 'March: lightning talks'],
  body: `
# Halvik JS: types at the border
Thursday 11 June 2026, doors at 18:00, at the Old Cable Factory, Spinner Street 14, third floor.
An evening about what happens where typed code meets an untyped world: network, files, user input. Three talks, one break, soup.
## Programme
| Time | What | Who
| 18:00 | Doors and soup |
| 18:30 | Parse, do not validate | Oluwaseun Adeyemi
| 19:10 | JSON Schema in anger | Petra Novak
| 19:40 | Break |
| 20:00 | A type system for message ports | Jun Sato
| 20:40 | Open stage, five minutes each |
| 21:30 | End |
## The talks
Oluwaseun maintains a parser library with eleven million downloads a week and will show the three bugs that taught him most. Petra has written the schema of a railway's timetable: 4,200 lines. Jun will take apart a message channel between two frames, live.
## Tickets
Entry is free, but places are limited to 90. Register until Tuesday evening. If you cannot come, please cancel, as there is always a waiting list. Students need no registration if they bring their card.
## Language and recording
Talks are in English. They are recorded and online about two weeks later; the open stage is not recorded.
## Access
There is a lift, and an induction loop in the first three rows. Tram 4 stops at the door, the last one leaves at 0:12. Bicycles can stand in the yard, the gate's code is sent to you on the day.
## Sponsors
Soup and drinks are paid for by Brightwater Energy. They get five minutes before the break, and no list of participants.
`,
};
