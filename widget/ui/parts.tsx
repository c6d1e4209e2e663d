import styles from './parts.css?url';
import { addStylesheet } from './stylesheet.ts';

/** A chunk of its own, loaded when the panel has been drawn: the sheets, and what only a call can come to show. */
export { Expressions } from './expressions.tsx';
export { HoldButton } from './hold-button.tsx';
export { Notice } from './notice.tsx';
export { PageSheet } from './page-sheet.tsx';
export { SettingsSheet } from './settings-sheet.tsx';
export { Tool } from './tool.tsx';

export const styled = (): Promise<void> => addStylesheet(styles);
