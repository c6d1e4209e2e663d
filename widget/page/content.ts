import type { PageSnapshot } from '../../shared/bridge/contract.ts';
import { words } from '../i18n/index.ts';
import type { PageTool, Source } from '../models.ts';
import { pageText } from './page-text.ts';
import { suggestionsFor } from './suggestions.ts';

export interface ContentSettings {
  /** BCP 47, of the interface. */
  language: string;
  /** Characters of the context. */
  budget: number;
  /** Addresses of what else the assistant may look things up in, with spaces between them. */
  knowledge: string;
}

/** What is known of one snapshot of the page. */
export interface Content {
  /** Exactly what the assistant is given of it at once. */
  text: string;
  suggestions: readonly string[];
  tools: readonly PageTool[];
  sourceOf(words: string): Source | null;
}

export function readContent(snapshot: PageSnapshot, { language, budget }: ContentSettings): Content {
  return {
    text: pageText(snapshot, budget),
    suggestions: suggestionsFor(snapshot.sections, words(language).suggest),
    tools: [],
    sourceOf: () => null,
  };
}
