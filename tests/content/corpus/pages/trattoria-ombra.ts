import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'restaurant',
  template: 'builder',
  language: 'en',
  title: 'Trattoria Ombra, Bristol',
  site: 'Trattoria Ombra',
  menu: ['Menu', 'Book', 'Private dining', 'Vouchers'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'Restaurant',
      name: 'Trattoria Ombra',
      telephone: '+44 117 496 0182',
      servesCuisine: 'Venetian',
      priceRange: '££',
      openingHours: ['We-Sa 17:30-22:30', 'Su 12:30-16:00'],
      address: {
        '@type': 'PostalAddress',
        streetAddress: '22 Cooper Lane',
        addressLocality: 'Bristol',
        postalCode: 'BS1 4QX',
      },
    },
  ],
  footer: [
    '22 Cooper Lane, Bristol BS1 4QX',
    'Wednesday to Saturday 17:30 to 22:30, Sunday 12:30 to 16:00',
    '0117 496 0182',
  ],
  body: `
# Trattoria Ombra
Venetian small plates and fresh pasta, two minutes from the Floating Harbour.
## Cicchetti
- Baccalà mantecato on grilled polenta 6.50
- Sarde in saor, with pine nuts and raisins 7
- Polpette of veal and ricotta 7.50
- Fried courgette flowers, when there are any 8
## Pasta
| Dish | Price
| Bigoli with duck ragù | 15
| Gnocchi with gorgonzola and walnuts (v) | 14
| Spaghetti with clams | 17.50
| Risi e bisi, April to June only (v) | 13.50
## Puddings
- Tiramisù made each morning 7
- Lemon sgroppino with vodka 8
## Allergies and diets
Gluten-free pasta is made fresh each Friday and costs 2 more. Our kitchen uses nuts every day, so we cannot promise that a dish is free of them. Vegan guests: please tell us a day ahead and we will cook three courses for 32 pounds.
## Booking
Tables for up to six can be booked online until noon of the same day. For seven or more, telephone us; we take a deposit of 10 pounds a head, which is given back if you cancel 48 hours before. We keep the bar's eight seats for guests who just walk in.
## Children and dogs
Children are welcome until 20:30 and get half portions at half price. Dogs may sit with you on the terrace, but not inside.
## Getting here
The nearest car park is at Queen Charlotte Street, 300 metres away, 2.80 an hour in the evening. Buses 8 and 9 stop at the corner. There is one step at the entrance, and we have a ramp: ring the brass bell.
## Private room
The cellar seats 22. Hire is free when you spend 700 pounds or more. A set menu of four courses is 48 pounds a person.
`,
};
