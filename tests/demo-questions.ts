/** What a visitor of demo-site/pages/index.html might ask aloud, and what a right answer contains. */
export interface DemoQuestion {
  question: string;
  /** Matches an answer that gives the fact, in words or in figures. */
  fact: RegExp;
}

/** Chosen before any answerer or recogniser was tuned on the page. */
export const DEMO_QUESTIONS: readonly DemoQuestion[] = [
  { question: 'what are your opening hours?', fact: /tuesday to friday.*(ten|10).*(eight|20)/i },
  { question: 'how much does the six week course cost?', fact: /two hundred and sixty|260/i },
  { question: 'are you open on monday?', fact: /closed (on )?monday|monday\b.*\bclosed/i },
  { question: 'where can I park my car?', fact: /behind the mill/i },
  { question: 'how old do children have to be?', fact: /six years/i },
  { question: 'when can I pick up my finished pots?', fact: /three weeks/i },
  { question: 'can I get my money back if I cancel?', fact: /forty eight hours|48 hours/i },
  { question: 'who started the studio?', fact: /helen/i },
  { question: 'can I put your mugs in the dishwasher?', fact: /can go in the dishwasher|except/i },
  { question: 'can I bring my dog?', fact: /leash|cannot come into the studio/i },
];

/** The page says nothing about these, though some share words with it. */
export const OUT_OF_SCOPE_QUESTIONS: readonly string[] = [
  'what will the weather be like tomorrow?',
  'who is the president of france?',
  'how much does a submarine weigh?',
  'can you book me airplane tickets to london?',
  'how do I repair a flat tire on my bicycle?',
  'where can I buy a train ticket?',
];
