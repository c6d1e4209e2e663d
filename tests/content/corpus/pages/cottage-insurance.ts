import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'landing',
  template: 'utility',
  language: 'en',
  title: 'Holiday cottage insurance | Ferndale Mutual',
  site: 'Ferndale Mutual',
  menu: ['Home', 'Holiday cottage', 'Landlord', 'Business', 'Claims', 'Help'],
  footer: [
    'Ferndale Mutual Insurance Society, 90 Castle Street, Shrewsbury',
    'Claims line open day and night: 01632 960 777',
  ],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'FAQPage',
      mainEntity: [
        {
          '@type': 'Question',
          name: 'Is my cottage insured while it stands empty?',
          acceptedAnswer: {
            '@type': 'Answer',
            text: 'Yes, for up to 60 days in a row. After that, tell us and have it looked at every 14 days.',
          },
        },
      ],
    },
  ],
  body: `
# Holiday cottage insurance
Cover for cottages, lodges and barns that you let to guests, from £19 a month.
## What is covered
- Buildings up to £750,000 and contents up to £50,000
- Loss of rent for up to 24 months after a fire or a flood
- Injury of guests: public liability of £5 million
- Accidental damage by guests, up to £2,500 a stay
- Hot tubs, when they are drained and cleaned between stays
## What is not covered
Wear and tear, damage by pets above £500, theft without signs of entry, and parties that you knew of. Thatched roofs need our separate Thatch policy.
## Plans
| Plan | Price a month | Excess | Guests
| Nest | £19 | £500 | up to 4
| Hearth | £27 | £250 | up to 8
| Manor | £44 | £100 | up to 16
## Questions
? Is my cottage insured while it stands empty?
Yes, for up to 60 days in a row. After that, tell us and have it looked at every 14 days.
? May I stay there myself?
As long as you like. Nights of your own and of your family count as let nights.
? How do I make a claim?
Call 01632 960 777 at any hour or send photographs by the app. We answer within one working day, and pay eight of ten claims within 15 days.
? Can I pay yearly?
Yes, and then you pay eleven months instead of twelve.
? Can I cancel?
Within 14 days for a full refund. Later, we keep £25 and pay back the months that are left.
## Who we are
Ferndale Mutual has belonged to its members since 1891. We insure 41,000 holiday homes and have no shareholders. Last year members voted to give 2 percent of premiums back.
`,
};
