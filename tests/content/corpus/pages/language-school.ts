import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'list',
  template: 'builder',
  language: 'en',
  title: 'Evening courses, autumn term – Babel House',
  site: 'Babel House',
  menu: ['Courses', 'Tests', 'Teachers', 'Contact'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'Course',
      name: 'Portuguese for beginners',
      provider: { '@type': 'Organization', name: 'Babel House' },
      offers: { '@type': 'Offer', price: '245', priceCurrency: 'EUR' },
    },
  ],
  footer: ['Babel House, Canal Walk 31, Cork', 'Office open 12 to 19, Monday to Thursday'],
  body: `
# Evening courses, autumn term
The term begins on Monday 14 September and lasts twelve weeks. Classes are once a week for 90 minutes, with six to eleven people.
## Courses
| Course | Level | Evening | Room | Fee
| Portuguese for beginners | A1 | Monday 18:00 | 4 | €245
| Irish conversation | B1 | Monday 19:45 | 2 | €210
| Japanese one | A1 | Tuesday 18:30 | 5 | €285
| German for work | B2 | Wednesday 18:00 | 1 | €265
| Polish for parents | A1 | Wednesday 17:00 | 3 | €195
| French through films | B1 | Thursday 19:00 | 6 | €230
## Which level am I?
Take the test online, which takes 20 minutes, or come to the open evening on 7 September at 18:00. A teacher then talks with you for ten minutes in the language you want to learn.
## Books
Books are not in the fee. They cost between 24 and 38 euros and can be bought at the office. For Irish conversation there is no book.
## Enrolling
Enrol at the office or online. A deposit of 60 euros keeps your place, the rest is due in the first week. Fewer than six enrolments, and the course is cancelled; you then get everything back.
## Reductions
Students, people over 66 and people without work pay 20 percent less. Who brings a friend gets 25 euros off. Reductions cannot be added together.
## Missed evenings
You can make up for two missed evenings in a parallel course, if there is one. There is none for Japanese. Fees are not given back for missed evenings.
## Certificates
Who attends nine of twelve evenings gets a certificate. The official examinations in December cost extra: 145 euros for A1 and 190 euros for B2.
`,
};
