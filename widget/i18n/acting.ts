import { pick } from './index.ts';
import type { ToolWords } from './parts.ts';

/** Words for the tools that act or look things up. */
const tools: ToolWords = {
  scroll_to: {
    running: 'Finding the place on the page',
    done: 'Scrolled to the place on the page',
    failed: 'Could not find the place on the page',
  },
  highlight: {
    running: 'Marking it on the page',
    done: 'Marked it on the page',
    failed: 'Could not mark it on the page',
  },
  go_to: {
    running: 'Going to another page',
    done: 'Going to another page',
    failed: 'Could not go to the page',
    asked: 'Asked you before leaving this page',
    declined: 'Stayed on this page, as you wished',
  },
  fill: {
    running: 'Filling in a field',
    done: 'Filled in a field',
    failed: 'Could not fill in the field',
    asked: 'Asked you before filling in a field',
    declined: 'Filled in nothing, as you wished',
  },
  click: {
    running: 'Pressing a button on the page',
    done: 'Pressed a button on the page',
    failed: 'Could not press the button',
    asked: 'Asked you before pressing a button',
    declined: 'Pressed nothing, as you wished',
  },
  undo: { running: 'Taking it back', done: 'Took it back', failed: 'Could not take it back' },
  search_page: {
    running: 'Searching this page',
    done: 'Searched this page',
    failed: 'Could not search this page',
  },
  read_section: {
    running: 'Reading on this page',
    done: 'Read on this page',
    failed: 'Could not read on this page',
  },
  search_site: {
    running: 'Searching this website',
    done: 'Searched this website',
    failed: 'Could not search this website',
  },
};

/** What the assistant asks aloud. Texts in it are the page's and the assistant's own. */
const spoken = {
  fill: (field: string, value: string) => `Shall I fill in “${field}” with “${value}”?`,
  choose: (field: string, value: string) => `Shall I choose “${value}” for “${field}”?`,
  tick: (field: string) => `Shall I tick “${field}”?`,
  untick: (field: string) => `Shall I take the tick off “${field}”?`,
  click: (button: string) => `Shall I press “${button}”?`,
  goTo: (page: string) => `Shall I go to “${page}”?`,
  tool: (name: string, details: string) => `Shall I use “${name}”${details && ` with ${details}`}?`,
};

/** What the visitor reads; what would be done stands beneath it, apart, so that no value can pass for the question. */
const questions = {
  fill: 'Fill in this field?',
  choose: 'Choose this?',
  tick: 'Tick this box?',
  untick: 'Take the tick off this box?',
  click: 'Press this button?',
  goTo: 'Go to this page?',
  tool: 'Let the assistant use this?',
};

const details = {
  field: 'Field',
  value: 'New content',
  choice: 'Choice',
  button: 'Button',
  page: 'Page',
  address: 'Address',
  tool: 'Function',
  nothing: 'nothing',
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
  'yes|yeah|yep|yup|sure|ok|okay|all right|alright|certainly|absolutely|definitely|of course|go ahead|go for it|please do|do it|do that|do so|that s right|that is right|that s fine|that is fine|confirmed?|agreed';
const BESIDE = 'um|uh|oh|ah|well|please|thanks|thank you|now|then|very much|i do|you may|you can|it is';
const yes = new RegExp(`^(?=.*\\b(?:${YES})\\b)(?:(?:${YES}|${BESIDE})(?: |$))+$`);
const no =
  /^(?:(?:um|uh|oh|ah|well|please|sorry|actually) )*(?!no problem|no worr|not a problem|not at all|(?:i )?(?:don t|do not) mind)(?:no|nope|nah|not|never|don t|do not|i don t|i do not|stop|cancel|forget it|leave it|(?:i d |i would )?rather not)(?: |$)/;

const en = {
  tools,
  spoken,
  questions,
  details,
  acted,
  yes,
  no,
  sayYes: 'Yes',
  sayNo: 'No',
  undo: 'Undo',
  source: 'Source',
  show: (section: string) => `Source: ${section}. Show it on the page`,
  open: (page: string) => `Source: ${page}. Go to that page`,
};

export type ActingDictionary = typeof en;

/** Apart from the other words, because they are loaded with what acts. */
export const actingWords = (language: string): ActingDictionary => pick({ en }, language) ?? en;
