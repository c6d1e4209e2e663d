import { actingWords } from '../i18n/acting.ts';
import { Acting } from './acting.tsx';
import { From } from './from.tsx';

/** What acting on the page comes to show. */
export const actingParts = { Acting, From, toolWords: (language: string) => actingWords(language).tools };

export type ActingParts = typeof actingParts;
