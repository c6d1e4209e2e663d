import type { PageSnapshot } from '../../shared/bridge/contract.ts';
import { words } from '../i18n/index.ts';
import type { PageTool, Source } from '../models.ts';
import { contextOf, factSection } from './context.ts';
import { factLines } from './facts/facts.ts';
import { pageTools } from './page-tools.ts';
import { passagesOf } from './passages.ts';
import { readSections } from './sections.ts';
import { sourceFinder } from './source.ts';
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
  const sections = readSections(snapshot.sections);
  const facts = factSection(factLines(snapshot, sections));
  const { text, whole } = contextOf({ ...snapshot, sections, facts }, budget);
  const all = facts.lines.length ? [...sections, facts] : sections;
  const passages = passagesOf(all);
  const findSource = sourceFinder(
    passages.map((passage) => {
      const { key, heading } = passage.section;
      // What only the data say stands nowhere on the page.
      const label = passage.section === facts ? '' : heading;
      return { passage, source: { key, label: label || snapshot.title, url: '' } };
    }),
  );
  return {
    text,
    suggestions: suggestionsFor(snapshot.sections, words(language).suggest),
    tools: whole ? [] : pageTools(all, passages, snapshot.title),
    sourceOf: (sentence) => findSource(sentence)?.source ?? null,
  };
}
