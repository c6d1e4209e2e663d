import { type Dictionary, en } from './en.ts';

export type { Dictionary } from './en.ts';

/** For a BCP 47 tag: its own, else its language's. */
export function pick<Words>(dictionaries: Record<string, Words>, language: string): Words | undefined {
  const tag = language.toLowerCase();
  return dictionaries[tag] ?? dictionaries[tag.split('-')[0] ?? ''];
}

/** English where a language has no dictionary. */
export const words = (language: string): Dictionary => pick<Dictionary>({ en }, language) ?? en;
