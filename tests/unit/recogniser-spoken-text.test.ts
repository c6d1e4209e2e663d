import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { spokenCardinal, spokenOrdinal } from '../../server/providers/recognisers/spoken-numbers.ts';
import { spokenSentences } from '../../server/providers/recognisers/spoken-text.ts';
import { readable } from '../../server/providers/recognisers/transcript.ts';

const said = (text: string) => spokenSentences(text).map((words) => words.join(' '));

describe('text as it is spoken', () => {
  it.each([
    ['Open from 9am', 'open from nine a m'],
    ['9:30am – 5pm', 'nine thirty a m to five p m'],
    ['8 a.m. to 4 p.m.', 'eight a m to four p m'],
    ['17:00', 'five p m'],
    ['10:05', 'ten oh five'],
    ['$12.50', 'twelve dollars fifty'],
    ['£4.20 a loaf', 'four pounds twenty a loaf'],
    ['€1,250', 'one thousand two hundred fifty euros'],
    ['$1', 'one dollar'],
    ['£0.80', 'eighty pence'],
    ['25% off', 'twenty five percent off'],
    ['since 1987', 'since nineteen eighty seven'],
    ['in 2026', 'in twenty twenty six'],
    ['the 21st floor', 'the twenty first floor'],
    ['open 24/7', 'open twenty four seven'],
    ['2.5 kg of flour', 'two point five kilograms of flour'],
    ['Mon-Fri', 'monday to friday'],
    ['Tues & Thurs', 'tuesday and thursday'],
    ['10-12 people', 'ten to twelve people'],
    ['call 01947 555 0142', 'call oh one nine four seven five five five oh one four two'],
    ['a gluten-free café', 'a gluten free cafe'],
    ['Don’t worry', "don't worry"],
    ['see https://example.org/x?y=1 or mail me@example.org now', 'see or mail now'],
  ])('%s', (text, spoken) => {
    expect(said(text)).toEqual([spoken]);
  });

  it('keeps sentences and lines apart', () => {
    expect(said('One loaf. Two loaves!\nThree')).toEqual(['one loaf', 'two loaves', 'three']);
  });

  it('gives only words, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        for (const words of spokenSentences(text))
          for (const word of words) expect(word).toMatch(/^[a-z]+('[a-z]+)*$/);
      }),
    );
  });
});

describe('numbers', () => {
  it('are told apart by their words', () => {
    fc.assert(
      fc.property(fc.nat(10_000_000), fc.nat(10_000_000), (one, other) => {
        expect(spokenCardinal(one) === spokenCardinal(other)).toBe(one === other);
      }),
    );
  });

  it.each([
    [0, 'zero', 'zeroth'],
    [12, 'twelve', 'twelfth'],
    [40, 'forty', 'fortieth'],
    [101, 'one hundred one', 'one hundred first'],
    [1_000_003, 'one million three', 'one million third'],
  ])('%i', (value, cardinal, ordinal) => {
    expect(spokenCardinal(value)).toBe(cardinal);
    expect(spokenOrdinal(value)).toBe(ordinal);
  });
});

describe('a transcript', () => {
  it.each([
    ['what time do i pay', 'What time do I pay'],
    ["<s> i'm here <sil> [NOISE] ++UH++ the(2) end </s>", "I'm here the end"],
    ['', ''],
    ['<sil>', ''],
  ])('%s', (hypothesis, text) => {
    expect(readable(hypothesis)).toBe(text);
  });
});
