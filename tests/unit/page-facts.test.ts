import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PageSnapshot } from '../../shared/bridge/contract.ts';
import { readContent } from '../../widget/page/content.ts';
import { part, snapshot } from './support/snapshot.ts';

const textOf = (page: PageSnapshot) =>
  readContent(page, { language: 'en', budget: 8000, knowledge: '', exclude: '', mask: false }).text;
const factsOf = (data: unknown, sections = [part('Mugs', ['A mug.'])], meta: [string, string][] = []) => {
  const texts = (Array.isArray(data) ? data : [data]).map((item) =>
    typeof item === 'string' ? item : JSON.stringify(item),
  );
  const [, facts = ''] =
    /## Facts\n([\s\S]*?)(?:\n\n|$)/.exec(textOf(snapshot(sections, { data: texts, meta }))) ?? [];
  return facts.split('\n').filter(Boolean);
};

const SHOP = {
  '@context': 'https://schema.org',
  '@graph': [
    { '@type': 'WebSite', name: 'Old Mill', potentialAction: { '@type': 'SearchAction', target: 'x' } },
    {
      '@type': ['Restaurant', 'LocalBusiness'],
      name: 'Old Mill Café',
      address: {
        '@type': 'PostalAddress',
        streetAddress: 'Mill Lane 1',
        postalCode: '12345',
        addressLocality: 'Altdorf',
      },
      telephone: '+49 30 1234',
      servesCuisine: ['Cakes', 'Soups'],
      priceRange: '€€',
      openingHoursSpecification: [
        {
          dayOfWeek: ['Monday', 'https://schema.org/Tuesday', 'Wednesday'],
          opens: '09:00',
          closes: '17:00:00',
        },
        { dayOfWeek: 'http://schema.org/Friday', opens: '09:00', closes: '17:00' },
        { dayOfWeek: 'Sunday', opens: '00:00', closes: '00:00' },
        { validFrom: '2024-12-24', validThrough: '2024-12-24', opens: '09:00', closes: '12:00' },
      ],
      openingHours: 'Sa 10:00-14:00',
    },
  ],
};

test('a place: address, telephone, opening hours in words, what it costs', () =>
  expect(factsOf(SHOP)).toEqual([
    'Opening hours: Saturday 10:00 to 14:00; Monday to Wednesday, Friday 09:00 to 17:00; Sunday closed; December 24, 2024 09:00 to 12:00',
    // Begins like a line of the head.
    '- Address: Mill Lane 1, 12345 Altdorf',
    'Telephone: +49 30 1234',
    'Price range: €€',
    'Cuisine: Cakes, Soups',
  ]));

const product = (name: string, offer: object, more = {}) => ({
  '@type': 'Product',
  name,
  offers: offer,
  ...more,
});

test('products, in whatever they are nested', () =>
  expect(
    factsOf({
      mainEntity: {
        itemListElement: [
          {
            item: product(
              'Mug',
              [{ price: 24, priceCurrency: 'EUR', availability: 'https://schema.org/InStock' }],
              {
                brand: { name: 'Hearth' },
                sku: 'M-1',
                aggregateRating: { ratingValue: '4.5', reviewCount: 12 },
              },
            ),
          },
          { item: product('Bowl', { lowPrice: '30', highPrice: '60', priceCurrency: 'CHF' }) },
        ],
      },
    }),
  ).toEqual([
    'Price of Mug: €24',
    'Availability of Mug: in stock',
    'Brand of Mug: Hearth',
    'Article number of Mug: M-1',
    'Rating of Mug: 4.5 of 5 (12 reviews)',
    'Price of Bowl: 30 CHF to 60 CHF',
  ]));

test('questions, events, recipes, articles, breadcrumbs', () =>
  expect(
    factsOf([
      {
        '@type': 'FAQPage',
        mainEntity: [
          {
            '@type': 'Question',
            name: 'Do you <b>ship</b>?',
            acceptedAnswer: {
              '@type': 'Answer',
              text: '<p>Yes, within <i>Europe</i>.</p>\n<ul><li>Free</li></ul>',
            },
          },
        ],
      },
      {
        '@type': 'schema:MusicEvent',
        startDate: '2025-03-01T19:30:00+01:00',
        location: { name: 'Mill', address: { addressLocality: 'Altdorf' } },
      },
      {
        '@type': 'Recipe',
        totalTime: 'PT1H30M',
        recipeYield: 4,
        recipeIngredient: ['flour', 'salt'],
        recipeInstructions: [
          { '@type': 'HowToStep', text: 'Mix.' },
          { '@type': 'HowToStep', text: 'Bake.' },
        ],
      },
      { '@type': 'NewsArticle', author: [{ name: 'Ann' }, { name: 'Bo' }], datePublished: '2024-05-01' },
      { '@type': 'BreadcrumbList', itemListElement: [{ name: 'Shop' }, { item: { name: 'Cups' } }] },
    ]),
  ).toEqual([
    'Begins: March 1, 2025, 19:30',
    'Place: Mill, Altdorf',
    'Servings: 4',
    'Total time: 1 hour 30 minutes',
    'Ingredients: flour, salt',
    'Method: Mix. Bake.',
    'Author: Ann, Bo',
    'Published: May 1, 2024',
    'Where this page is: Shop > Cups',
    'Do you ship? Yes, within Europe. Free',
  ]));

test('what the text says, too, is not said again, and what is broken is passed over', () => {
  const sections = [part('Mug', ['It costs 24,00 €. Call +49 30 1234.', 'Do you ship? Yes, to France.'])];
  const faq = { '@type': 'Question', name: 'Do you ship?', acceptedAnswer: { text: 'Yes, to France.' } };
  const meta: [string, string][] = [
    ['og:description', 'Cups\nfrom a mill.'],
    ['description', ''],
  ];
  expect(
    factsOf(
      ['{"@type": "Product"', product('Mug', { price: '24.00', priceCurrency: 'EUR' }), SHOP, faq],
      sections,
      meta,
    ),
  ).toEqual([
    expect.stringMatching(/^Opening hours of/),
    ...Array(3).fill(expect.anything()),
    'Description: Cups from a mill.',
  ]);
});

test('any data: no error, and lines within bounds', () => {
  const key = fc.constantFrom(
    '@type',
    '@graph',
    'offers',
    'name',
    'address',
    'openingHoursSpecification',
    'opens',
    'x',
  );
  const { tree } = fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'small' },
      fc.constantFrom('Product', 'Question', '2024-13-77', '&#999999;', '# <', null, 12),
      fc.array(tie('tree'), { maxLength: 4 }),
      fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
    ),
  }));
  fc.assert(
    fc.property(fc.array(tree), (data) => {
      const lines = factsOf(data);
      expect(lines.length).toBeLessThanOrEqual(40);
      for (const line of lines) expect(line.length).toBeLessThanOrEqual(502);
    }),
  );
});
