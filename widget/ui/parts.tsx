import { addStylesheet } from '../theme/stylesheet.ts';
import { Expressions } from './expressions.tsx';
import { HoldButton } from './hold-button.tsx';
import { Notice } from './notice.tsx';
import { PageSheet } from './page-sheet.tsx';
import styles from './parts.css?url';
import { SettingsSheet } from './settings-sheet.tsx';
import { Tool } from './tool.tsx';

const parts = { Expressions, HoldButton, Notice, PageSheet, SettingsSheet, Tool };

export type Parts = typeof parts;

/** What an open panel first does without: the sheets, and what only a call comes to show. Never without its style. */
export async function styledParts(): Promise<Parts> {
  await addStylesheet(styles);
  return parts;
}
