/** What an open panel makes of the page's text, in one file that comes when the page was read. */
export { readContent } from './page/content.ts';
export { isSnapshot } from './page/snapshot.ts';
