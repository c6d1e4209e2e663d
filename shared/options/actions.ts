import { several } from './types.ts';

/** Apart from the table: what acts on the page needs this option alone. */
export const actions = several(
  'scroll_to highlight',
  'scroll_to',
  'highlight',
  'go_to',
  'fill',
  'click',
  'webmcp',
);
