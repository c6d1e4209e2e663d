import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { normalise } from '../../server/providers/voices/normalise.ts';

const CASES: Record<string, readonly [text: string, spoken: string][]> = {
  letters: [
    ['It’s the visitor’s “turn”…', "It's the visitor's turn."],
    ['Café Zoë, Straße, smørrebrød, Łódź, ﬁne', 'Cafe Zoe, Strasse, smorrebrod, Lodz, fine'],
    ['你好 world 😀', 'world'],
    ['tea茶shop', 'tea shop'],
    ['Привет', ''],
    ['😀🎉', ''],
    ['...', ''],
    [' \n ', ''],
  ],
  dashes: [
    ['a — b', 'a, b'],
    ['a – b', 'a, b'],
    ['Wait -- what', 'Wait, what'],
    ['wheel-thrown', 'wheel-thrown'],
    ['10–12 people, ages 6-10', '10 to 12 people, ages 6 to 10'],
    ['+44 20 7946-0018', 'plus 44 20 7946-0018'],
    ['2014-05-06', '2014-05-06'],
    ['(call 555-0199)', '(call 555-0199)'],
  ],
  money: [
    ['€12.50 or £5', '12 euros 50 or 5 pounds'],
    ['12,50 € or 20 EUR', '12 euros 50 or 20 euros'],
    ['€1,250, €1,250.00', '1,250 euros, 1,250 euros'],
    ['€2.5m, $3 million, $5k', '2.5 million euros, 3 million dollars, 5 thousand dollars'],
    ['£1, £4.05', '1 pound, 4 pounds and 5 pence'],
    ['€10–€20', '10 euros to 20 euros'],
    ['$5 more', '5 dollars more'],
  ],
  times: [
    ['Mon–Fri 10:00–18:00', "Monday to Friday 10 o'clock to 6 p m"],
    ['9:30am to 6 PM', '9 30 a m to 6 p m'],
    ['10:00 p.m.', '10 p m'],
    ['9:05, 0:15, 24:00, 23:59', '9 oh 5, 12 15 a m, midnight, 11 59 p m'],
    ['24/7', 'twenty four seven'],
  ],
  addresses: [
    ['Write to hello@mill-pottery.co.uk.', 'Write to hello at mill-pottery dot co dot uk.'],
    [
      'See https://www.mill.example.com/courses/wheel?x=1#y.',
      'See mill dot example dot com slash courses slash wheel.',
    ],
    ['www.foo.org, foo.com.', 'foo dot org, foo dot com.'],
    ['**Bold** `code` [a link](https://x.y/z)', 'Bold code a link'],
    ['- first\n- second', 'first, second'],
  ],
  signs: [
    ['R&B & more', 'R and B and more'],
    ['20 °C, 68°F, 90°', '20 degrees Celsius, 68 degrees Fahrenheit, 90 degrees'],
    ['½ day, 2½ hours, 1/2 cup', 'one half day, 2 and a half hours, one half cup'],
    [
      '30 km/h, 5 m², 500 ml, 3 x 4 cm',
      '30 kilometres per hour, 5 square metres, 500 millilitres, 3 by 4 centimetres',
    ],
    ['and/or', 'and or'],
    ['50% off', '50 percent off'],
    ['#4 in №5', 'number 4 in number 5'],
    ['e.g. clay, i.e. mud', 'for example clay, that is mud'],
    ['<b>x</b> ~ {y} ^ <', 'x y'],
  ],
};

for (const [topic, cases] of Object.entries(CASES)) {
  describe(topic, () => {
    test.each(cases)('%s', (text, spoken) => expect(normalise(text)).toBe(spoken));
  });
}

test('whatever comes in, one line of what flite reads comes out', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
      expect(normalise(text)).toMatch(/^[A-Za-z0-9 .,;:!?'$()-]*$/);
    }),
    { numRuns: 500 },
  );
});

test.each([
  '1',
  '1,',
  'a.',
  'a@',
  '- ',
  '[',
  'http://',
  '10-',
  '€',
  ' ',
  '\n',
  'é',
  '1:0',
  '.',
  '<a',
  '[a](',
])('half a million characters of %j are read within the time of a test', (unit) => {
  // Linear it takes a moment; with the square of the length it would take minutes.
  expect(normalise(unit.repeat(500_000 / unit.length))).toBeTypeOf('string');
});
