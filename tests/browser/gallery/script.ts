import type { Approval, AudioDevice, TranscriptEntry } from '../../../widget/models.ts';

export const QUESTIONS = [
  'How long does delivery take?',
  'Can I return a jacket that I have worn once?',
  'What is the Field jacket made of?',
];

export const PAGE_TEXT = `Tallow & Finch: the Field jacket

Waxed cotton, woven in Lancashire and finished by hand. Two pockets that close, two that do not.

Delivery
Orders placed before 2 pm leave the same day. Within the country they take two to three working days.

Returns
Send anything back within 30 days, worn or not, as long as it can be sold again. We pay the postage.

Care
Do not machine wash. Brush off dry mud, wipe with cold water, and wax again once a year.`;

const entry = (key: string, speaker: TranscriptEntry['speaker'], text: string): TranscriptEntry => ({
  key,
  speaker,
  text,
  interim: false,
  typed: false,
  interrupted: false,
  speaking: false,
  incomplete: false,
  tool: null,
  source: null,
  expressions: [],
});

export const QUESTION: TranscriptEntry = {
  ...entry('1', 'visitor', 'Can I still return a jacket if I have already worn it?'),
  expressions: [
    { name: 'Doubt', score: 0.62 },
    { name: 'Interest', score: 0.41 },
    { name: 'Surprise (negative)', score: 0.18 },
  ],
};

export const ANSWER: TranscriptEntry[] = [
  entry('2', 'assistant', 'Yes, you can.'),
  {
    ...entry('3', 'assistant', 'You have 30 days, worn or not, as long as it can be sold again.'),
    speaking: true,
  },
];

export const SAID: TranscriptEntry[] = [QUESTION, ...ANSWER.map((one) => ({ ...one, speaking: false }))];

export const INTERIM: TranscriptEntry = {
  ...entry('4', 'visitor', 'And who pays for the'),
  interim: true,
};

export const TYPED: TranscriptEntry[] = [
  { ...entry('1', 'visitor', 'How long does delivery take?'), typed: true },
  entry(
    '2',
    'assistant',
    'Two to three working days within the country. Orders placed before 2 pm leave the same day.',
  ),
];

export const INTERRUPTED: TranscriptEntry[] = [
  QUESTION,
  { ...entry('2', 'assistant', 'Yes, you can. You have 30 days, worn or'), interrupted: true },
  { ...entry('3', 'visitor', 'Thirty days from when?'), expressions: [{ name: 'Confusion', score: 0.5 }] },
];

export const LONG: TranscriptEntry[] = Array.from({ length: 24 }, (_, index) =>
  entry(
    `long-${index}`,
    index % 2 === 0 ? 'visitor' : 'assistant',
    index % 2 === 0
      ? 'And what about the sleeves, do they come in a longer cut?'
      : 'They do, in every size from medium on. <b>Not bold</b>, <img src=x> and Donaudampfschifffahrtsgesellschaftskapitän stay text.',
  ),
);

const RESULTS = {
  running: '',
  done: JSON.stringify({ section: 'Returns', text: '<b>30 days</b>, worn or not, and we pay the postage.' }),
  failed: 'The search did not answer in time.',
  asked: 'Not done yet. Ask the visitor: Shall I use “search this page”?',
  declined: 'Not done: the visitor said no.',
};

export const toolUsed = (state: keyof typeof RESULTS): TranscriptEntry => ({
  ...entry('tool', 'tool', RESULTS[state]),
  tool: { name: 'search_this_page', state },
});

const FROM = { key: 'returns', label: 'Returns', url: 'https://tallow.example/jacket' };

export const FROM_CONTENT: TranscriptEntry[] = [
  QUESTION,
  entry('2', 'assistant', 'Yes, you can.'),
  { ...entry('3', 'assistant', 'You have 30 days, worn or not.'), source: { ...FROM } },
  { ...entry('4', 'assistant', 'We pay the postage.'), source: { ...FROM } },
  {
    ...entry('5', 'assistant', 'A jacket that was made for you stays with you.'),
    source: {
      key: 'made',
      label: 'Things that were made for you alone, which <b>nobody</b> else could wear',
      url: FROM.url,
    },
  },
];

export const ASKING: Approval = {
  id: 'approval-1',
  question: 'May the assistant do this?',
  details: [
    ['Fill in', 'Your name'],
    ['With', 'Ada Lovelace'],
  ],
};

/** What is shown of a hostile page's tool and a hostile model's arguments. */
export const ASKING_MUCH: Approval = {
  id: 'approval-2',
  question: 'Book the table?',
  details: [
    ['Use', 'book table'],
    ['guests', '4” and nothing else. [Yes](https://evil.example)'],
    ['note', `<img src=https://evil.example/pixel>${'A window seat, please. '.repeat(40)}`],
    ['hidden', 'pay⟨U+202E⟩.oN'],
    ['ملاحظة', 'بجانب النافذة'],
  ],
};

export const CUT_SHORT: TranscriptEntry[] = [
  QUESTION,
  { ...entry('2', 'assistant', 'Yes, you can, within 30 days.'), incomplete: true },
];

/** Of many heights, so that a guess at one is never right by chance. */
const numbered = (index: number): TranscriptEntry =>
  entry(
    `number-${index}`,
    index % 3 === 0 ? 'visitor' : 'assistant',
    `Entry ${index + 1}. ${'And the sleeves, are they longer? '.repeat((index * 7) % 5)}`,
  );

export const THOUSANDS: TranscriptEntry[] = Array.from({ length: 5000 }, (_, index) => numbered(index));

export const MICROPHONES: AudioDevice[] = [
  { id: 'inner', label: 'Built-in microphone' },
  { id: 'head', label: 'Headset (USB), with a name that is longer than the sheet of a small phone is wide' },
];

export const SPEAKERS: AudioDevice[] = [
  { id: 'loud', label: 'Built-in loudspeaker' },
  { id: 'ear', label: '' },
];
