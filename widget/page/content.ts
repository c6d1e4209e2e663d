import type { PageSnapshot } from '../../shared/bridge/contract.ts';
import { words } from '../i18n/index.ts';
import type { PageTool, Source } from '../models.ts';
import { citable } from './citable.ts';
import { contextOf, factSection } from './context.ts';
import { factLines } from './facts/facts.ts';
import { pageTools } from './page-tools.ts';
import { passagesOf } from './passages.ts';
import { readSections } from './sections.ts';
import { siteAddresses } from './site/addresses.ts';
import { type SiteSearch, siteSearch } from './site/site-tool.ts';
import { sourceFinder } from './source.ts';
import { suggestionsFor } from './suggestions.ts';

export interface ContentSettings {
  /** BCP 47, of the interface. */
  language: string;
  /** Characters of the context. */
  budget: number;
  /** Addresses of what else the assistant may look things up in, with spaces between them. */
  knowledge: string;
  /** Selector of what is never read, on other pages of the site, too. */
  exclude?: string;
  /** Whether e-mail addresses and card numbers are left out there. */
  mask?: boolean;
}

/** What is known of one snapshot of the page. */
export interface Content {
  /** Exactly what the assistant is given of it at once. */
  text: string;
  /** Characters that it would have with all of the page in it. */
  whole: number;
  suggestions: readonly string[];
  tools: readonly PageTool[];
  sourceOf(words: string): Source | null;
}

/** What else of the site can be searched, where the owner names it. */
function searchOf(
  { url }: PageSnapshot,
  { knowledge, exclude = '', mask = false }: ContentSettings,
): SiteSearch | undefined {
  if (!knowledge.trim() || !URL.canParse(url)) return undefined;
  const addresses = siteAddresses(knowledge.split(/\s+/), url, url).map(({ href }) => href);
  return siteSearch({ addresses, home: new URL(url).origin, exclude, mask });
}

export function readContent(snapshot: PageSnapshot, settings: ContentSettings): Content {
  const { language, budget } = settings;
  const sections = readSections(snapshot.sections);
  const facts = factSection(factLines(snapshot, sections));
  const { text, whole } = contextOf({ ...snapshot, sections, facts }, budget);
  const all = facts.lines.length ? [...sections, facts] : sections;
  const passages = passagesOf(all);
  // What only the data say stands nowhere on the page.
  const cited = citable([...sections, { ...facts, heading: '' }], snapshot.buttons);
  const findSource = sourceFinder(
    passagesOf(cited).map((passage) => {
      const { key, heading } = passage.section;
      return { passage, source: { key, label: heading || snapshot.title, url: '' } };
    }),
  );
  const site = searchOf(snapshot, settings);
  return {
    text,
    whole,
    suggestions: suggestionsFor(snapshot.sections, words(language).suggest),
    tools: [
      ...(whole <= text.length ? [] : pageTools(all, passages, snapshot.title)),
      ...(site ? [site.tool] : []),
    ],
    sourceOf(sentence) {
      // A question is the assistant's own, and so is what it says of itself.
      if (/[?？؟]\W*$|^I(?:['’]m| am| can| could| cannot)\b/u.test(sentence)) return null;
      const here = findSource(sentence);
      const there = site?.sourceOf(sentence);
      return (there && there.score > (here?.score ?? 0) ? there : here)?.source ?? null;
    },
  };
}
