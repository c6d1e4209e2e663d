/** What the context marks, what is in view or selected, and what is looked up. */
import { describe, expect, test } from 'vitest';
import { readContext } from '../../server/providers/language-models/page-answers/read-context.ts';
import { type TalkTool, talkAbout, talkTool } from '../support/page-talk.ts';

const HEAD = 'Title: City Museum\nAddress: https://museum.example/\nLanguage: en';
const PAGE = `${HEAD}
In view: Tickets
More sections: Guided tours; House rules

## Facts
Telephone: 555 0199, extension 4
Price: 12 EUR
# City Museum {#top}
The museum shows coins and clocks.
## Tickets {#tickets}
Visitor | Weekday | Weekend
Adults | $12 | $15
Children | $5 | free
## Opening {#opening}
Monday | closed
Tuesday to Friday | 10:00 to 18:00
## What we show {#show}
- Roman coins, found in the river
- Clocks
- A model of the harbour.
Image: A gold coin with the head of an emperor
## Coins {#coins}
The oldest coin was struck in Lydia. It is made of electrum.`;

describe('the context', () => {
  test('its head lines, facts, rows, items and images are told apart', () => {
    const { title, inView, selected, more, sections, passages } = readContext(
      PAGE.replace('More sections', 'Selected: The oldest coin\nMore sections'),
    );
    expect({ title, inView, selected, more }).toEqual({
      title: 'City Museum',
      inView: 'Tickets',
      selected: 'The oldest coin',
      more: ['Guided tours', 'House rules'],
    });
    expect(sections.map(({ heading }) => heading)).not.toContain('Facts');
    const texts = passages.map(({ text }) => text);
    expect(texts).toEqual([
      'Telephone: 555 0199, extension 4.',
      'Price: 12 EUR.',
      'The museum shows coins and clocks.',
      'Adults: weekday $12, weekend $15.',
      'Children: weekday $5, weekend free.',
      'Monday: closed.',
      'Tuesday to Friday: 10:00 to 18:00.',
      'Roman coins, found in the river.',
      'Clocks.',
      'A model of the harbour.',
      'A gold coin with the head of an emperor.',
      'The oldest coin was struck in Lydia.',
      'It is made of electrum.',
    ]);
  });

  test('in the body such lines are text', () => {
    const { title, selected, passages } = readContext(
      `${HEAD}\n# A\nText.\nSelected: yes\nTitle: Other\n## Facts\nOf a page.`,
    );
    expect([title, selected]).toEqual(['City Museum', '']);
    expect(passages.map(({ heading }) => heading)).toEqual(['A', 'A', 'A', 'Facts']);
  });

  test.each([
    ['how much is the price?', /12 EUR/],
    [
      'what does a ticket for children cost on the weekend?',
      /^Tickets, Children: weekday \$5, weekend free\./,
    ],
    ['is the museum open on monday?', /Monday: closed/],
    ['what is your phone number?', /^Telephone: 555 0199, extension 4\.$/],
    ['what is in the picture of the coin?', /head of an emperor/],
  ])('%s', async (said, answer) => expect(await talkAbout(PAGE).say(said)).toMatch(answer));
});

describe('in view and selected', () => {
  const selecting = (words: string) => PAGE.replace('More sections', `Selected: ${words}\nMore sections`);

  test.each([
    ['what does this section say?', PAGE, /^Adults: weekday \$12/],
    ['read this to me', PAGE, /^Adults/],
    [
      'explain this',
      selecting('The oldest coin was struck in Lydia'),
      /^The oldest coin was struck in Lydia\. It is made/,
    ],
    ['what is this?', selecting('struck in Lydia'), /Lydia/],
    ['what is this made of?', selecting('The oldest coin'), /electrum/],
    ['what is this page about?', PAGE, /^This page is called City Museum/],
    ['what is this page about?', selecting('The oldest coin'), /^This page is called City Museum/],
    ['how much is this for adults?', PAGE, /^(?:Tickets, )?Adults/],
  ])('%s', async (said, page, answer) => expect(await talkAbout(page).say(said)).toMatch(answer));
});

describe('looking up', () => {
  const text = { type: 'string' };
  const tools = (results: { page?: string; section?: string; site?: string; web?: string }): TalkTool[] => [
    talkTool('search_page', { query: text }, () => results.page ?? 'Nothing on the page has these words.'),
    talkTool('read_section', { section: text }, () => results.section ?? 'There is no such section.'),
    talkTool('search_site', { query: text }, () => results.site ?? 'Nothing on the site has these words.'),
    talkTool('web_search', { query: text }, () =>
      JSON.stringify({ summary: results.web ?? '', references: [] }),
    ),
  ];
  const TOUR =
    '## Guided tours {#tours}\nTours begin at eleven beside the fountain. They last an hour. Bring a warm coat.';

  test.each([
    ['when do the tours begin?', { page: TOUR }, /^Tours begin at eleven/, ['search_page']],
    [
      'tell me about guided tours',
      { section: TOUR },
      /^Tours begin at eleven.*an hour/,
      ['search_page', 'read_section'],
    ],
    [
      'do you rent wheelchairs?',
      { site: '## Access {#access}\nFrom: https://museum.example/access\nWe rent wheelchairs for free.' },
      /^We rent wheelchairs for free\.$/,
      ['search_page', 'search_site'],
    ],
    [
      'who is the mayor?',
      { web: 'The mayor is Ann Oak.' },
      /^From the web: The mayor is Ann Oak/,
      ['search_page', 'search_site', 'web_search'],
    ],
    [
      'is there a zebra?',
      {},
      /^I could not find that on this page/,
      ['search_page', 'search_site', 'web_search'],
    ],
    ['the zebra', {}, /^I could not find that on this page/, ['search_page', 'search_site']],
    ['what does the harbour model show?', { page: TOUR }, /harbour/, []],
    ['hello', {}, /^Hello/, []],
  ] as const)('%s', async (said, results, answer, names) => {
    const { say, calls } = talkAbout(PAGE, tools(results));
    expect(await say(said)).toMatch(answer);
    expect(calls.map(([name]) => name)).toEqual(names);
  });

  test('searches for the words that say something, and never for what the page says', async () => {
    const { say, calls } = talkAbout(PAGE, tools({}));
    await say('how much is the zebra, please?');
    expect(calls[0]).toEqual(['search_page', { query: 'zebra cost price dollar' }]);
    expect(calls.at(-1)).toEqual(['web_search', { query: 'how much is the zebra, please?' }]);
  });

  test('what was found can be asked about once more', async () => {
    const { say } = talkAbout(PAGE, tools({ page: TOUR }));
    await say('when do the tours begin?');
    expect(await say('tell me more')).toBe('Bring a warm coat.');
  });

  test('without a context what is found is answered from, too', async () => {
    const { say } = talkAbout('', tools({ page: TOUR }));
    expect(await say('when do the tours begin?')).toMatch(/^Tours begin at eleven/);
  });
});
