import { expect, test } from 'vitest';
import { readContent } from '../../widget/page/content.ts';
import { part, snapshot } from './support/snapshot.ts';

const PAGE = [
  part('', ['Our mill in the hills.']),
  part('Öffnungszeiten', ['t Tag | Laden', 't Montag | geschlossen', 't Dienstag | 10 bis 18 Uhr'], {
    id: 'zeiten',
  }),
  part('Parking', ['# From: the car park it is a short walk.', 'Parking costs €3 an hour.']),
  part('Fees', ['Members pay nothing.'], { level: 3 }),
  part('Courses', ['Six evenings.', 'Bring an apron.']),
  part('駐車場', ['駐車場は建物の裏にあります。']),
  part('مواقف السيارات', ['تقع مواقف السيارات خلف المبنى.']),
  ...Array.from({ length: 300 }, (_, at) => part(`Room ${at}`, [`Room number ${at} is empty. `.repeat(4)])),
];
const content = (budget: number, sections = PAGE) =>
  readContent(snapshot(sections), { language: 'en', budget, knowledge: '', exclude: '', mask: false });
const { tools, text } = content(2000);
const run = async (name: string, args: unknown) => {
  const tool = tools.find((each) => each.name === name);
  if (!tool) throw new Error(`no ${name}`);
  const result = await tool.run(args);
  expect(result.length).toBeLessThanOrEqual(4100);
  return result;
};

test('a page that is whole in the context needs no tool', () => {
  expect(content(8000, PAGE.slice(0, 7)).tools).toEqual([]);
  expect(text.length).toBeLessThanOrEqual(2000);
  expect(tools.map(({ name, confirm }) => [name, confirm])).toEqual([
    ['search_page', ''],
    ['read_section', ''],
  ]);
  for (const { parameters } of tools) expect(JSON.parse(parameters)).toMatchObject({ type: 'object' });
});

test.each([
  [
    'Is there any parking?',
    '## Parking\n- # From: the car park it is a short walk.\nParking costs €3 an hour.',
  ],
  ['parkin', '## Parking'],
  [
    'offnungszeiten',
    '## Öffnungszeiten {#zeiten}\nTag | Laden\nMontag | geschlossen\nDienstag | 10 bis 18 Uhr',
  ],
  ['駐車場', '## 駐車場\n駐車場は建物の裏にあります。'],
  ['السيارات', '## مواقف السيارات\nتقع مواقف السيارات خلف المبنى.'],
])('search_page finds %s', async (query, found) => {
  const result = await run('search_page', { query });
  expect(result.slice(0, found.length)).toBe(found);
});

test('search_page that finds nothing says so, and never shows more than fits', async () => {
  expect(await run('search_page', { query: 'zebra' })).toBe('Nothing on this page is about “zebra”.');
  expect(await run('search_page', { query: 'room number' })).toMatch(/^## Room /);
});

test('read_section: by a name that is about right, with what is within', async () => {
  expect(await run('read_section', { section: 'parking' })).toMatch(
    /^## Parking\n[\s\S]*\n\n### Fees\nMembers/,
  );
  expect(await run('read_section', { section: 'the courses' })).toBe(
    '## Courses\nSix evenings.\nBring an apron.',
  );
  expect(await run('read_section', { section: 'Old Mill Pottery' })).toBe('Our mill in the hills.');
  expect(await run('read_section', { section: 'Zebras' })).toMatch(
    /^There is no section “Zebras” on this page. Its sections: Öffnungszeiten; Parking; /,
  );
});

test.each([undefined, null, 'parking', {}, { query: 7 }, { query: ' ' }])(
  'bad arguments are told: %j',
  async (args) => {
    await expect(run('search_page', args)).rejects.toThrow('Give "query" as a text');
  },
);
