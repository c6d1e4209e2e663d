import { describe, expect, test } from 'vitest';
import { readTurn } from '../../server/audio/turn-reading.ts';

const FINISHED = `
What are your opening hours
how much does the six week course cost
is the studio wheelchair accessible
are you open on Monday?
can I get my money back if I cancel
what should I bring
which one do you recommend
where can I park my car
do you know when the next train leaves
what happens if my flight is delayed
what is it
are there any rooms left
I would like to order a set of plates
my order has not arrived yet
please show me the map
who wrote this book
how long does the tour take
yes I do
thank you very much
no thanks
thanks
`;

const UNFINISHED = `
what are your
how much does the
how much does the six week course
is the studio
is there
where can I find
do you have
I would like
I was wondering if you could
can you tell me
what happens if my flight
do you know when the next train
who should I ask uh
which of these two would you
I want to
what is the name of
there are two and
how old do
um
`;

const UNCLEAR = `

yes
where are you from
who can I talk to
that is not what I asked for
how much is that
I know where it is
good morning
I would like to order
was kostet der Kurs
wann fängt es an
où est la gare
¿a qué hora abren
東京
`;

const lines = (text: string) => text.replace(/^\n|\n$/g, '').split('\n');

describe.each([
  ['finished', lines(FINISHED)],
  ['unfinished', lines(UNFINISHED)],
  ['unclear', lines(UNCLEAR)],
] as const)('reads %s', (reading, sentences) => {
  test.each(sentences)('"%s"', (sentence) => {
    expect(readTurn(sentence)).toBe(reading);
  });
});

test('long text without end takes no time to speak of', () => {
  expect(readTurn('the '.repeat(100_000))).toBe('unfinished');
});
