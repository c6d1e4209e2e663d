import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { PageSection } from '../../shared/bridge/contract.ts';
import { words } from '../../widget/i18n/index.ts';
import { suggestionsFor } from '../../widget/page/suggestions.ts';

const { suggest } = words('en');
const section = (heading: string, level = 2, text = 'Some text.'): PageSection => ({
  id: '',
  level,
  heading,
  text,
});
const from = (...headings: string[]): string[] =>
  suggestionsFor(
    headings.map((one) => section(one)),
    suggest,
  );

test('known topics become plain questions, before the page’s own questions, before other headings', () => {
  expect(from('Our cat', 'Do I need experience?', 'Opening hours')).toEqual([
    'When are you open?',
    'Do I need experience?',
    'What should I know about “Our cat”?',
  ]);
});

test('a topic with several headings is asked about once', () => {
  expect(from('Opening hours', 'Holiday hours')).toEqual(['When are you open?']);
});

test('the page’s title, headings without text and slogans are not asked about', () => {
  expect(suggestionsFor([section('Welcome', 1), section('Empty', 2, '')], suggest)).toEqual([]);
  expect(from('x'.repeat(41))).toEqual([]);
  expect(from('x'.repeat(40))).toHaveLength(1);
});

test('a page without headings has no suggestions', () => {
  expect(suggestionsFor([section('', 0)], suggest)).toEqual([]);
});

test('any headings: at most three, all different, none empty', () => {
  const heading = fc.oneof(fc.string({ minLength: 1 }), fc.constantFrom('Hours', 'Prices', 'Why us?'));
  fc.assert(
    fc.property(fc.array(heading), (headings) => {
      const questions = from(...headings);
      expect(questions.length).toBeLessThanOrEqual(3);
      expect(new Set(questions).size).toBe(questions.length);
      for (const question of questions) expect(question).not.toBe('');
    }),
  );
});
