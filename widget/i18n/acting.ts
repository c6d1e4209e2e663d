import type { ToolState } from '../models.ts';
import { pick } from './index.ts';

/** Words for the tools that act or look things up. */
const tools: Partial<Record<string, Partial<Record<ToolState, string>>>> = {
  scroll_to: {
    running: 'Finding the place on the page',
    done: 'Scrolled to the place on the page',
    failed: 'Could not find the place on the page',
  },
  highlight: {
    running: 'Marking the place on the page',
    done: 'Marked the place on the page',
    failed: 'Could not mark the place on the page',
  },
  go_to: {
    running: 'Going to another page',
    done: 'Going to another page',
    failed: 'Could not go to another page',
  },
  fill: {
    running: 'Filling in a field',
    done: 'Filled in a field',
    failed: 'Could not fill in a field',
  },
  click: {
    running: 'Pressing a button on the page',
    done: 'Pressed a button on the page',
    failed: 'Could not press a button on the page',
  },
  undo: { running: 'Taking it back', done: 'Took it back', failed: 'Could not take it back' },
  search_page: {
    running: 'Searching this page',
    done: 'Searched this page',
    failed: 'Could not search this page',
  },
  read_section: {
    running: 'Reading this page',
    done: 'Read this page',
    failed: 'Could not read this page',
  },
  search_site: {
    running: 'Searching this website',
    done: 'Searched this website',
    failed: 'Could not search this website',
  },
};

const anyTool: Partial<Record<ToolState, string>> = {
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
  nothing: '(nothing)',
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
  show: (section: string) => `Source: ${section}. Show on the page`,
  open: (page: string) => `Source: ${page}. Go to the page`,
};

export type ActingDictionary = typeof en;

/** Apart from the other words, because they are loaded with what acts. */
export const actingWords = (language: string): ActingDictionary => pick({ en }, language) ?? en;
