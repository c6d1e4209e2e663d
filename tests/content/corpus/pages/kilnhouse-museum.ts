import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'museum',
  template: 'builder',
  language: 'en',
  title: 'Plan your visit | Kilnhouse Museum of Glass',
  site: 'Kilnhouse Museum of Glass',
  menu: ['Visit', 'Exhibitions', 'Collection', 'Learn', 'Shop'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'Museum',
      name: 'Kilnhouse Museum of Glass',
      openingHours: 'Tu-Su 10:00-17:00',
      address: 'Furnace Road 5, Stourbridge',
    },
  ],
  footer: ['Kilnhouse Museum of Glass, Furnace Road 5, Stourbridge', 'Open Tuesday to Sunday, 10 am to 5 pm'],
  body: `
# Plan your visit
The Kilnhouse stands in a glassworks of 1788. Its cone, 27 metres high, is one of four left in the country, and you may walk into it.
## Opening times
We are open from Tuesday to Sunday, 10 am to 5 pm. Last entry is at 4.15 pm. On the first Thursday of each month we stay open until 9 pm. We are closed on Mondays, except bank holidays, and from 23 December to 2 January.
## Tickets
| Visitor | Online | At the door
| Adult | £11 | £12.50
| Concession | £8.50 | £9.50
| Child 5 to 16 | £5 | £6
| Family, two adults and three children | £28 | £31
| Member | free | free
Carers come in free. A ticket is good for a whole year: have it stamped on your first visit.
## Glass blowing
Our two makers blow glass at 11 am, 1 pm and 3 pm, for half an hour each. On Tuesdays the furnace is charged and there is no demonstration. In the school holidays children from 8 years on can blow a bauble for £18; book at least a week ahead.
## Getting here
By train: Stourbridge Town, then a walk of 12 minutes along the canal. By bus: line 16 to Furnace Road. By car: there are 40 spaces behind the museum, £3 a day, and two with chargers.
## Access
All galleries can be reached by lift, but the cone's gallery has 31 steps. Wheelchairs can be borrowed at the desk. Guide dogs are welcome. The relaxed hour, with no demonstrations and dimmed sound, is on Wednesdays from 10 to 11.
## Café
The Annealing Room serves soup, sandwiches and cakes until 4.30 pm. You do not need a ticket to eat there.
## Photography
You may take photographs without flash for your own use. Tripods need a permit, which costs £20 a day.
`,
};
