/** What the assistant and the frame must both know of the frame's own tools. */

/** Looked up in what the page and the site say. Nothing changes by it. */
export const LOOKUP_TOOLS = {
  searchPage: 'search_page',
  readSection: 'read_section',
  searchSite: 'search_site',
} as const;

/** Done on the host page. `undo` takes back the last one that can be undone. */
export const ACTION_TOOLS = {
  scrollTo: 'scroll_to',
  highlight: 'highlight',
  goTo: 'go_to',
  fill: 'fill',
  click: 'click',
  undo: 'undo',
} as const;

/**
 * A tool's result begins with it where nothing was done yet and the visitor is asked; the question follows. After the
 * visitor's yes, the same call again answers with what came of it.
 */
export const ASKED = 'Not done yet. Ask the visitor:';

/** A tool's result begins with it where the visitor was asked and said no. */
export const DECLINED = 'Not done: the visitor said no.';
