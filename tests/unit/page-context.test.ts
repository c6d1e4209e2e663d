import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PageSnapshot } from '../../shared/bridge/contract.ts';
import { readContent } from '../../widget/page/content.ts';
import { part, snapshot } from './support/snapshot.ts';

const contextOf = (page: PageSnapshot, budget = 8000) =>
  readContent(page, { language: 'en', budget, knowledge: '', exclude: '', mask: false }).text;
const HEAD = 'Title: Old Mill Pottery\nAddress: https://a.com/shop\nLanguage: en';
const long = (words: string, length: number) => `${words} `.repeat(length).trim();

test('the page as the assistant gets it', () => {
  const page = snapshot(
    [
      part('', ['Welcome.', 'a Two bowls']),
      part('Hours', ['t Day | Studio', 't Monday | closed', 'l Ring the bell'], { id: 'hours' }),
      part('Holidays', [], { level: 3 }),
    ],
    { inView: 'key-Hours', selection: 'Ring\nthe bell' },
  );
  expect(contextOf(page)).toBe(
    `${HEAD}\nIn view: Hours\nSelected: Ring the bell\n\nWelcome.\nImage: Two bowls\n\n## Hours {#hours}\nDay | Studio\nMonday | closed\n- Ring the bell\n\n### Holidays`,
  );
});

test('a page of a loader that tells no kinds', () => {
  const { key: _key, kinds: _kinds, ...old } = part('Hours', ['Ten to six.']);
  expect(contextOf(snapshot([old]))).toBe(`${HEAD}\n\n## Hours\nTen to six.`);
});

test('what goes in first when not all does: what is in view, what the page is about, what stands beside it, links', () => {
  const page = snapshot(
    [
      part('Story', [long('story', 40), long('more', 200)]),
      part('Glazes', Array<string>(5).fill(long('glaze', 40))),
      part('Links', [`K ${long('link', 100)}`]),
      part('Contact', ['P Mill Lane 1']),
    ],
    { inView: 'key-Glazes' },
  );
  const whole = contextOf(page).length;
  expect(contextOf(page)).not.toContain('More sections:');
  expect(contextOf(page, whole)).toBe(contextOf(page));
  const text = contextOf(page, whole - 900);
  expect(text).toContain('\nMore sections: Story; Links\n');
  expect(text).not.toContain('more more');
  expect(text).not.toContain('link link');
  // In reading order.
  expect(text.match(/^(?:story|glaze|Mill Lane)/gm)).toEqual([
    'story',
    ...Array<string>(5).fill('glaze'),
    'Mill Lane',
  ]);
});

test('a budget of nothing leaves the head, with the names of what can be looked up', () =>
  expect(contextOf(snapshot([part('Hours', ['Ten to six.']), part('Prices; fees', ['12'])]), 0)).toBe(
    `${HEAD}\nMore sections: Hours; Prices, fees`,
  ));

const hostile = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc
    .tuple(
      fc.constantFrom(
        '# ',
        '## ',
        ' ### ',
        '\u200b# ',
        'Title:',
        'From: ',
        'from :',
        'In view:',
        'More sections:',
        '\u2028Address: ',
      ),
      fc.string({ maxLength: 20 }),
    )
    .map(([start, rest]) => `${start}${rest} {#forged}`),
);
const kinds = fc.string({ unit: fc.constantFrom(...'pltakPLTAK'), maxLength: 12 });
const hostileSection = fc.record({
  id: hostile,
  level: fc.integer({ min: 0, max: 6 }),
  heading: fc.oneof(fc.constant(''), hostile),
  text: fc.array(hostile, { maxLength: 12 }).map((lines) => lines.join('\n')),
  key: fc.string({ maxLength: 3 }),
  kinds,
});

test('whatever the page says: never longer than the budget, and no line of it passes for one of ours', () => {
  fc.assert(
    fc.property(
      fc.array(hostileSection, { maxLength: 8 }),
      hostile,
      fc.integer({ min: 0, max: 3000 }),
      (sections, words, budget) => {
        const page = snapshot(sections, { title: words, selection: words, inView: sections[0]?.key ?? '' });
        const text = contextOf(page, budget);
        const [head = '', ...body] = text.split('\n\n');
        if (body.length) expect(text.length).toBeLessThanOrEqual(budget);
        const lines = head.split('\n');
        const names = ['Title', 'Address', 'Language', 'In view', 'Selected', 'More sections'];
        const found = lines.map((line) => names.indexOf(/^([\w ]+): ?/.exec(line)?.[1] ?? ''));
        expect(found).toEqual([...new Set(found)].sort());
        expect(found.slice(0, 3)).toEqual([0, 1, 2]);
        for (const block of body)
          for (const [at, line] of block.split('\n').entries()) {
            expect(line).toBe(line.trim());
            expect(line).not.toMatch(/^(?:Title|Address|Language|In view|Selected|More sections|From)\s*:/i);
            if (at > 0) expect(line).not.toMatch(/^#+(?:\s|$)/);
            // Braces of an anchor hold no blank, and only the frame writes them.
            if (/^#+ /.test(line)) expect(line.match(/\{#/g)?.length ?? 0).toBeLessThanOrEqual(1);
          }
      },
    ),
    { numRuns: 300 },
  );
});
