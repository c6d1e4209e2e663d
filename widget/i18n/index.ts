import { type Dictionary, en } from './en.ts';

export type { Dictionary } from './en.ts';

const DICTIONARIES: Record<string, Dictionary> = { en };

/** The dictionary for a BCP 47 tag: its own, its language's, else English. */
export function words(language: string): Dictionary {
  const tag = language.toLowerCase();
  return DICTIONARIES[tag] ?? DICTIONARIES[tag.split('-')[0] ?? ''] ?? en;
}
