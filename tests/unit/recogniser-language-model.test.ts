import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  countPatterns,
  countSentence,
  emptyCounts,
  SENTENCE_END,
  SENTENCE_START,
} from '../../server/providers/recognisers/ngram-counts.ts';
import { estimateModel, probability, writeArpa } from '../../server/providers/recognisers/ngram-model.ts';
import { countPage, modelPage, PAGE_MODEL_DEFAULTS } from '../../server/providers/recognisers/page-model.ts';
import { pagePhrases, readPage } from '../../server/providers/recognisers/page-text.ts';
import { parseDictionary, writeDictionary } from '../../server/providers/recognisers/pronunciations.ts';

const word = fc.constantFrom('bread', 'the', 'a', 'open', 'loaf', 'much', 'saturday', 'rye');
const sentence = fc.array(word, { minLength: 1, maxLength: 6 });
const everyWord = ['bread', 'the', 'a', 'open', 'loaf', 'much', 'saturday', 'rye', 'hello', SENTENCE_END];
const common = new Map(everyWord.map((name, index): [string, number] => [name, 1 / (index + 1)]));

const PAGE = `Title: Brightwater Bakery
Address: http://localhost/secret
Language: en

# Our bread {#bread}
The sourdough loaf is £4.20.
Xqzt bread is rare.`;

describe('the language model of a page', () => {
  it('gives probabilities that sum to 1 after any history', () => {
    const counted = fc.array(fc.tuple(sentence, fc.double({ min: 0.001, max: 50, noNaN: true })), {
      maxLength: 12,
    });
    const history = fc.array(fc.oneof(word, fc.constant('hello')), { maxLength: 3 });
    fc.assert(
      fc.property(counted, history, fc.boolean(), (sentences, words, atStart) => {
        const counts = emptyCounts();
        for (const [said, weight] of sentences) countSentence(counts, said, weight);
        const model = estimateModel(counts, common);
        const before = atStart ? [SENTENCE_START, ...words.slice(0, 1)] : words;
        const sum = everyWord.reduce((total, next) => total + probability(model, before, next), 0);
        expect(sum).toBeCloseTo(1, 6);
      }),
    );
  });

  it('finds what was said likelier than what was not', () => {
    const counts = emptyCounts();
    countSentence(counts, ['the', 'rye', 'bread'], 5);
    const model = estimateModel(counts, common);
    expect(probability(model, ['the', 'rye'], 'bread')).toBeGreaterThan(0.5);
    expect(probability(model, ['the', 'rye'], 'bread')).toBeGreaterThan(
      probability(model, ['a', 'rye'], 'saturday'),
    );
  });

  it('counts patterns as if every phrase had been put into them', () => {
    const phrases: [string[], number][] = [
      [['rye'], 1],
      [['the', 'loaf'], 3],
    ];
    const short = emptyCounts();
    countPatterns(short, [[['much', 'is', null, 'open', 'a', 'bread'], 8]], phrases);
    const long = emptyCounts();
    countSentence(long, ['much', 'is', 'rye', 'open', 'a', 'bread'], 2);
    countSentence(long, ['much', 'is', 'the', 'loaf', 'open', 'a', 'bread'], 6);
    expect(new Map([...short.trigrams].sort())).toEqual(new Map([...long.trigrams].sort()));
    expect(new Map([...short.bigrams].sort())).toEqual(new Map([...long.bigrams].sort()));
    expect(new Map([...short.unigrams].sort())).toEqual(new Map([...long.unigrams].sort()));
  });

  it('has only words that can be said', () => {
    const counts = countPage(readPage(PAGE), PAGE_MODEL_DEFAULTS);
    const sayable = new Set([...counts.unigrams.keys(), 'hello']);
    sayable.delete('xqzt');
    const [unigrams, bigrams, trigrams] = modelPage(counts, new Map([['hello', 0.1]]), (name) =>
      sayable.has(name),
    );
    const words = new Set(
      [...unigrams.keys(), ...bigrams.keys(), ...trigrams.keys()].flatMap((key) => key.split(' ')),
    );
    for (const name of words)
      expect(sayable.has(name) || [SENTENCE_START, SENTENCE_END].includes(name)).toBe(true);
    expect(words).toContain('sourdough');
    expect(words).not.toContain('xqzt');
    expect(words).not.toContain('secret');
  });

  it('announces in the ARPA file what follows', () => {
    const counts = emptyCounts();
    countSentence(counts, ['the', 'rye', 'bread'], 1);
    const arpa = writeArpa(estimateModel(counts, common));
    for (const order of [1, 2, 3]) {
      const announced = Number(new RegExp(`ngram ${order}=(\\d+)`).exec(arpa)?.[1]);
      const section = arpa.split(`\\${order}-grams:\n`)[1]?.split('\n\n')[0] ?? '';
      expect(section.split('\n')).toHaveLength(announced);
    }
    expect(arpa).toMatch(/\\end\\\n$/);
  });
});

describe('what is taken from a page', () => {
  it('keeps headings and paragraphs, drops address, language and anchors', () => {
    const page = readPage(PAGE);
    expect(page.headings).toEqual([
      ['brightwater', 'bakery'],
      ['our', 'bread'],
    ]);
    expect(page.sentences[0]).toEqual(['the', 'sourdough', 'loaf', 'is', 'four', 'pounds', 'twenty']);
  });

  it('knows the names of what is left out, and no marks of lists, tables and pictures', () =>
    expect(
      readPage(
        'Title: Mill\nAddress: https://a.com/\nMore sections: Clay bowls; Kiln\n\n## Mugs {#mugs}\n- Small mugs\nMug | Price\nImage: A mug',
      ),
    ).toEqual({
      headings: [['mill'], ['clay', 'bowls'], ['kiln'], ['mugs']],
      sentences: [
        ['small', 'mugs'],
        ['mug', 'price'],
        ['a', 'mug'],
      ],
    }));

  it('finds what the page speaks of, headings first', () => {
    const phrases = pagePhrases(readPage(PAGE), 50).map(([words]) => words.join(' '));
    expect(phrases[0]).toBe('brightwater bakery');
    expect(phrases).toContain('sourdough loaf');
    expect(phrases.every((phrase) => !/\b(the|is|our)\b/.test(phrase))).toBe(true);
  });

  it('works without a page', () => {
    expect(readPage('')).toEqual({ headings: [], sentences: [] });
    expect(countPage(readPage(''), PAGE_MODEL_DEFAULTS).unigrams.get('what')).toBeGreaterThan(0);
  });
});

it('reads and writes every way to say a word', () => {
  const known = parseDictionary('a AH\na(2) EY\nbread B R EH D\nrye R AY\n', new Set(['a', 'rye']));
  expect([...known]).toEqual([
    ['a', ['AH', 'EY']],
    ['rye', ['R AY']],
  ]);
  expect(writeDictionary(known)).toBe('a AH\na(2) EY\nrye R AY\n');
});
