import type { ToolState } from '../models.ts';
import { pick } from './index.ts';

type Line = Partial<Record<ToolState, string>>;

const line = (doing: string, done: string, doIt: string, what: string): Line => ({
  running: `${doing} ${what}`,
  done: `${done} ${what}`,
  failed: `Could not ${doIt} ${what}`,
});

/** Words for the tools that act or look things up. */
const tools: Partial<Record<string, Line>> = {
  scroll_to: line('Finding', 'Showed', 'show', 'the place on the page'),
  highlight: line('Marking', 'Marked', 'mark', 'the place on the page'),
  go_to: line('Going', 'Going', 'go', 'to another page'),
  fill: line('Filling in', 'Filled in', 'fill in', 'a field'),
  click: line('Pressing', 'Pressed', 'press', 'a button on the page'),
  undo: line('Taking', 'Took', 'take', 'it back'),
  search_page: line('Searching', 'Searched', 'search', 'this page'),
  read_section: line('Reading', 'Read', 'read', 'this page'),
  search_site: line('Searching', 'Searched', 'search', 'this website'),
};

const anyTool: Line = {
  asked: 'Asked you first',
  declined: 'Not done, as you wished',
};

/** What the assistant asks aloud. Texts in it are the page's and the assistant's own. */
const spoken = {
  fill: (field: string, value: string) => `Shall I fill in “${field}” with “${value}”?`,
  choose: (field: string, value: string) => `Shall I choose “${value}” for “${field}”?`,
  tick: (field: string) => `Shall I tick “${field}”?`,
  untick: (field: string) => `Shall I untick “${field}”?`,
  click: (button: string) => `Shall I press “${button}”?`,
  goTo: (page: string) => `Shall I go to “${page}”?`,
  tool: (name: string, details: string) => `Shall I use “${name}”${details && ` with ${details}`}?`,
};

/**
 * Before each part of what would be done, under the question. The parts stand apart, so that no value can pass for words of
 * ours.
 */
const details = {
  fill: 'Fill in',
  value: 'With',
  choose: 'Choose',
  for: 'For',
  tick: 'Tick',
  untick: 'Untick',
  click: 'Press',
  goTo: 'Go to',
  address: 'Address',
  tool: 'Use',
};

const acted: Partial<Record<string, (label: string) => string>> = {
  scroll_to: (section) => `Scrolled to “${section}”`,
  highlight: (section) => `Marked in “${section}”`,
  fill: (field) => `Filled in “${field}”`,
  click: (button) => `Pressed “${button}”`,
};

/**
 * Of words without case, accents and punctuation. A yes is nothing but a yes: with anything beside it, it may be to
 * something else. What begins with a no is one.
 */
const YES =
  'yes|yeah|yep|yup|sure|ok|okay|al+ ?right|certainly|absolutely|definitely|of course|go ahead|please do|do it|do that|that i?s (?:right|fine)|confirmed?|agreed';
const BESIDE = 'um|uh|oh|well|please|thanks|thank you|now|then|very much|i do|you may|you can';
const yes = new RegExp(`^(?=.*\\b(?:${YES})\\b)(?:(?:${YES}|${BESIDE})(?: |$))+$`);
const no =
  /^(?:(?:um|uh|oh|well|please|sorry|actually) )*(?!no problem|no worr|not a problem|not at all|(?:i )?(?:don t|do not) mind)(?:no|nope|nah|not|never|don t|do not|i don t|i do not|stop|cancel|later|maybe|forget it|leave it|(?:i d |i would )?rather not)(?: |$)/;

const en = {
  tools,
  anyTool,
  spoken,
  question: 'May the assistant do this?',
  details,
  acted,
  yes,
  no,
  sayYes: 'Yes',
  sayNo: 'No',
  undo: 'Undo',
  source: 'Source',
};

export type ActingDictionary = typeof en;

/** Apart from the other words, because they are loaded with what acts. */
export const actingWords = (language: string): ActingDictionary => pick({ en }, language) ?? en;
