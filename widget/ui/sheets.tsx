import { PageSheet } from './page-sheet.tsx';
import { SettingsSheet } from './settings-sheet.tsx';

/** In a file that is fetched when the visitor points at what opens one. */
export const sheetContents = { page: PageSheet, settings: SettingsSheet };

export type Sheets = typeof sheetContents;
