import type { OptionName } from './table.ts';

/** One line for each setting, for docs/options.md. */
export const HELP: Record<OptionName, string> = {
  name: 'Names the widget where a page has several; `default` if empty. Read once.',
  configId: 'Which EVI config the server should use; the server’s default if empty.',
  position: 'The corner of the window that the launcher and the panel stand in.',
  offset: 'Distance from the edges of the window, in CSS pixels.',
  zIndex: 'Where the frame stands among the page’s own layers.',
  mount: 'CSS selector of the element that the widget stands in; floats above the page if empty.',
  theme: 'Light, dark, or as the visitor’s system prefers.',
  accentColor: 'The site’s colour; text on it is derived so that it stays readable.',
  language: 'Language of the interface; the page’s own language if empty.',
  title: 'The launcher’s label and the panel’s heading.',
  greeting: 'One line shown before the first question; a general one if empty.',
  open: 'Open the panel when the page has loaded, and when this is set later. Does not take the focus and does not use the microphone.',
  context: 'Whether the assistant may read the page’s text.',
  contextExclude: 'Parts of the page that are never read, besides those marked data-evi-exclude.',
  contextBudget:
    'How much of the page the assistant gets at once, in characters; it looks up the rest when it needs it.',
  mask: 'Whether e-mail addresses and the numbers of payment cards are left out of what is read.',
  knowledge:
    'More of the site that the assistant may look things up in: addresses of pages, of an llms.txt or of a sitemap, with spaces between them.',
  actions:
    'What the assistant may do on the page. Filling, clicking and leaving the page ask the visitor first.',
  shareTranscript: 'Whether the page’s own scripts are told what is said, as transcript events.',
};
