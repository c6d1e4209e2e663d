import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PageSection, PageSnapshot } from '../../shared/bridge/contract.ts';
import { BUDGET, pageText } from '../../widget/page/page-text.ts';

const page = (...sections: PageSection[]): PageSnapshot => ({
  title: 'Old Mill Pottery',
  url: 'https://a.com/shop',
  language: 'en',
  sections,
});
const HEAD = 'Title: Old Mill Pottery\nAddress: https://a.com/shop\nLanguage: en';

test('the page as the server gets it', () => {
  const text = pageText(
    page(
      { id: '', level: 0, heading: '', text: 'Welcome.' },
      { id: 'hours', level: 2, heading: 'Hours', text: 'Ten to six.\nClosed on Monday.' },
      { id: '', level: 3, heading: 'Holidays', text: '' },
    ),
  );
  expect(text).toBe(
    `${HEAD}\n\nWelcome.\n\n## Hours {#hours}\nTen to six.\nClosed on Monday.\n\n### Holidays`,
  );
});

test('an empty page has its head only', () => expect(pageText(page())).toBe(HEAD));

test('the budget cuts at the end of a paragraph', () => {
  const sections = { id: '', level: 1, heading: 'H', text: 'one\ntwo\nthree' };
  const whole = pageText(page(sections));
  expect(pageText(page(sections), whole.length)).toBe(whole.slice(0, -'\nthree'.length));
  expect(pageText(page(sections), whole.length + 1)).toBe(whole);
});

test('any page and budget: never more than the budget, never anything but a beginning of the whole', () => {
  const section = fc.record({
    id: fc.string(),
    level: fc.integer({ min: 0, max: 6 }),
    heading: fc.string(),
    text: fc.string({ maxLength: 2000 }),
  });
  fc.assert(
    fc.property(fc.array(section), fc.integer({ min: 0, max: BUDGET }), (sections, budget) => {
      const whole = pageText(page(...sections), 10_000_000);
      const cut = pageText(page(...sections), budget);
      expect(cut.length).toBeLessThanOrEqual(budget);
      expect(whole.startsWith(cut)).toBe(true);
      expect(pageText(page(...sections)).length).toBeLessThanOrEqual(BUDGET);
    }),
  );
});
