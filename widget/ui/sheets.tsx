import { PageSheet } from './page-sheet.tsx';
import { SettingsSheet } from './settings-sheet.tsx';

/** In a file that is fetched when what opens one has the focus, as it has from the moment it is pressed. */
export const sheetContents = { page: PageSheet, settings: SettingsSheet };

export type Sheets = typeof sheetContents;
