/** What it takes to act on the page, in one file that comes when there is something to act on. */
export { createActions } from './actions/actions.ts';
export { default as styles } from './ui/acting.css?url';
export { actingParts } from './ui/acting-parts.tsx';
