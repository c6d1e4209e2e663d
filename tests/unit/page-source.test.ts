import { expect, test } from 'vitest';
import { readContent } from '../../widget/page/content.ts';
import { part, snapshot } from './support/snapshot.ts';

const finder = (page: Parameters<typeof snapshot>[0]) =>
  readContent(snapshot(page), { language: 'en', budget: 8000, knowledge: '', exclude: '', mask: false })
    .sourceOf;

const sourceOf = finder([
  part('', ['Old Mill Pottery makes bowls and mugs by hand in a mill from 1780.']),
  part('Opening hours', [
    't Day | Studio | Shop',
    't Monday | closed | closed',
    't Tuesday | 10:00 to 20:00 | 10:00 to 18:00',
  ]),
  part('Courses', [
    'A course takes six evenings and costs €240, clay and firing included.',
    'Bring an apron.',
  ]),
  part('Getting here', ['The bus stop Mill Lane is two minutes away. Dogs are welcome in the garden.']),
  part('営業時間', ['火曜日から土曜日まで、午前十時に開店します。']),
  part('مواعيد العمل', ['المتجر مفتوح من الثلاثاء إلى السبت في العاشرة صباحا.']),
]);

test.each([
  ['A course takes six evenings and costs €240, clay and firing included.', 'Courses'],
  ['It costs €240, and that includes the clay and the firing.', 'Courses'],
  ['Please bring an apron.', 'Courses'],
  ['Tuesday: studio 10:00 to 20:00, shop 10:00 to 18:00.', 'Opening hours'],
  ['Yes, dogs are welcome in the garden.', 'Getting here'],
  ['They make bowls and mugs by hand.', 'Old Mill Pottery'],
  ['火曜日から土曜日まで開店します。', '営業時間'],
  ['المتجر مفتوح من الثلاثاء إلى السبت.', 'مواعيد العمل'],
])('%s is from %s', (sentence, label) => {
  const key = label === 'Old Mill Pottery' ? '' : `key-${label}`;
  expect(sourceOf(sentence)).toEqual({ key, label, url: '' });
});

test('a footer is of the page and not of its last section; buttons and links are no source', () => {
  const find = readContent(
    snapshot(
      [
        part('What walkers say', [
          'They needed three days to get soft.',
          'Add to basket',
          'K Opening hours, classes and prices, open studio',
          'P Highfell Outfitters, 3 Quarry Road. Open Monday to Saturday, 9:30 to 18:00.',
        ]),
        part('Newsletter', ['P We write once a month about new boots.']),
      ],
      { buttons: [{ key: 'button-1', label: 'Add to basket' }] },
    ),
    { language: 'en', budget: 8000, knowledge: '' },
  ).sourceOf;
  expect(find('They needed three days to get soft.')?.label).toBe('What walkers say');
  expect(find('Open Monday to Saturday, 9:30 to 18:00.')).toEqual({
    key: '',
    label: 'Old Mill Pottery',
    url: '',
  });
  expect(find('We write once a month about new boots.')?.label).toBe('Newsletter');
  expect(find('Pressed “Add to basket”.')).toBeNull();
  expect(find('I can tell you about opening hours, classes and prices, or open studio.')).toBeNull();
  expect(find('Shall I say that they needed three days to get soft?')).toBeNull();
});

test.each([
  'Hello! How can I help you today?',
  'You’re welcome! Is there anything else you would like to know?',
  'I’m sorry, I could not find that on this page.',
  'I can tell you about a course of six evenings, clay and firing.',
  'The capital of France is Paris, on the river Seine.',
  'You can pay by credit card or with cash at the counter.',
  'At kilometres 6, 10, 18, 20 and 240.',
  'Sure.',
  '',
])('%s is from nowhere', (sentence) => expect(sourceOf(sentence)).toBeNull());

test('a page as long as the loader sends, and a long sentence: within two milliseconds', () => {
  const words = Array.from({ length: 1500 }, (_, at) => `word${at.toString(36)}`);
  const line = (_: unknown, row: number) =>
    Array.from({ length: 10 }, (_, at) => words[(row * 97 + at * 31) % 1500]).join(' ');
  const find = finder(
    Array.from({ length: 60 }, (_, name) => part(`Part ${name}`, Array.from({ length: 16 }, line))),
  );
  const sentence = words.slice(100, 140).join(' ');
  find(sentence);
  const times = Array.from({ length: 21 }, () => {
    const start = performance.now();
    find(sentence);
    return performance.now() - start;
  });
  // The best of many: other processes take the time of the rest.
  expect(Math.min(...times)).toBeLessThan(2);
});
