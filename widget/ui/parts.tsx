import { Expressions } from './expressions.tsx';
import { HoldButton } from './hold-button.tsx';
import { Notice } from './notice.tsx';
import { PageSheet } from './page-sheet.tsx';
import { SettingsSheet } from './settings-sheet.tsx';
import { Tool } from './tool.tsx';

/** What an open panel first does without: the sheets, and what only a call comes to show. */
export const parts = { Expressions, HoldButton, Notice, PageSheet, SettingsSheet, Tool };

export type Parts = typeof parts;
