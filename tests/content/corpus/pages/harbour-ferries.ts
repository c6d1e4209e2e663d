import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'government',
  template: 'government',
  language: 'en',
  title: 'Ferry fares and times - Portmarrow Council',
  site: 'Portmarrow Council',
  menu: ['Council tax', 'Bins and recycling', 'Parking', 'Housing', 'Schools'],
  footer: [
    'Portmarrow Council, Harbour House, 1 Quay Street, Portmarrow PM1 2AB',
    'Contact centre: Monday to Friday, 8.30am to 5pm',
  ],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'BreadcrumbList',
      itemListElement: [
        { '@type': 'ListItem', position: 1, name: 'Home' },
        { '@type': 'ListItem', position: 2, name: 'Travel' },
        { '@type': 'ListItem', position: 3, name: 'Ferries' },
      ],
    },
  ],
  body: `
# Ferry fares and times
The council runs two passenger ferries across Portmarrow Harbour: the **Kittiwake** to Saltby and the **Guillemot** to Fen Point. Both carry foot passengers and bicycles. Neither carries cars.
## Timetable
The Saltby ferry leaves the Town Steps every 20 minutes, first at 6.40am and last at 10.20pm. On Sundays and bank holidays it leaves every 40 minutes, first at 8am and last at 7.20pm.
The Fen Point ferry runs from Easter Saturday to 31 October only. It leaves the Fish Dock at 9.15am, 11am, 1.30pm, 3.15pm and 5pm. The crossing takes 25 minutes.
## Fares
| Ticket | Saltby | Fen Point
| Adult single | £2.40 | £4.10
| Adult return | £4.20 | £7.50
| Child 5 to 15 | £1.20 | £2.00
| Bicycle | free | £1.50
| Ten-trip card | £19.00 | £33.00
Children under 5 travel free. You can pay by card on board; the crew carry no change.
## Concessions
Older person's bus passes are accepted on the Saltby ferry after 9.30am on weekdays and at any time at weekends. They are not accepted on the Fen Point ferry.
Students with a Portmarrow College card pay the child fare.
## Dogs and large items
- Dogs travel free and must be on a lead.
- Mobility scooters up to 120 kg can be carried on the Kittiwake, but not on the Guillemot, which has steps.
- Groups of more than 12 must book by telephone on 01632 960 114.
## When the ferries do not run
Ferries stop when the wind at the harbour mouth is above 38 knots. A replacement bus, number 7F, then runs from the Town Steps to Saltby every half hour and takes ferry tickets. There is no replacement for the Fen Point ferry.
## Lost property
Items found on board are kept at the Harbour Office for 28 days. There is a £3 charge to collect them.
`,
};
