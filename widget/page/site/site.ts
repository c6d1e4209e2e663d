import { masked } from '../../../shared/page/masked.ts';
import { mainLines } from '../main-content.ts';
import { oneLine } from '../plain.ts';
import { readSections, type Section } from '../sections.ts';
import { siteAddresses } from './addresses.ts';
import { type Load, type Loaded, load as loadPage } from './load.ts';
import { isUnlisted, readDocument } from './read-document.ts';
import { linksOf, readMarkdown } from './read-markdown.ts';
import { readSitemap } from './sitemap.ts';

export interface SitePage {
  url: string;
  title: string;
  sections: Section[];
}

export interface Site {
  pages: SitePage[];
  /** What could not be read, each with why. */
  problems: string[];
}

export interface SiteSettings {
  /** The owner's, on the site. */
  addresses: readonly string[];
  /** The origin of the page that the visitor is on. */
  home: string;
  /** Selector of what the owner excludes. */
  exclude: string;
  mask: boolean;
}

const MOST_PAGES = 30;
/** With lists and what was left out. */
const MOST_REQUESTS = 40;
/** Bytes of all together. */
const LARGEST = 5 * 2 ** 20;
const AT_ONCE = 4;

/** `list`: what it leads to is read, too. `lists`: it may lead to lists. */
type Depth = 'page' | 'list' | 'lists';
interface Wanted {
  url: URL;
  depth: Depth;
}

const isLlmsText = ({ url, type }: Loaded): boolean =>
  /^text\/(?:plain|markdown)$/.test(type) && /\/llms[\w-]*\.txt$/.test(new URL(url).pathname);

/** What it leads to: of a list of the owner's. */
function leadsTo(loaded: Loaded, depth: Depth): { addresses: string[]; depth: Depth } | undefined {
  if (depth === 'page' || loaded.document) return undefined;
  if (isLlmsText(loaded)) return { addresses: linksOf(loaded.text), depth: 'page' };
  const sitemap = readSitemap(loaded.text);
  if (!sitemap) return undefined;
  if (!sitemap.isIndex) return { addresses: sitemap.addresses, depth: 'page' };
  return { addresses: depth === 'lists' ? sitemap.addresses : [], depth: 'list' };
}

function pageOf(loaded: Loaded, { exclude, mask }: SiteSettings): SitePage | undefined {
  const { document, text, url, type } = loaded;
  if (document ? isUnlisted(document) : /xml$/.test(type)) return undefined;
  const read = readSections(document ? readDocument(document, exclude) : readMarkdown(text));
  const main = mainLines(read);
  const hide = (given: string): string => (mask ? masked(given) : given);
  const sections = read.map((section) => ({
    ...section,
    heading: hide(section.heading),
    lines: section.lines.filter((line) => main.has(line)).map((line) => ({ ...line, text: hide(line.text) })),
  }));
  const name = oneLine(document?.title ?? '') || sections.find(({ heading }) => heading)?.heading;
  return { url, title: hide(name || new URL(url).pathname).slice(0, 200), sections };
}

/** A site that is being read. */
export interface Reading {
  /** What there is so far. */
  site: Site;
  /** When all of it is there. */
  done: Promise<void>;
}

/** Reads the site's pages, the owner's own choice before what their lists lead to, until there is enough. */
export function readSite(settings: SiteSettings, load: Load = loadPage): Reading {
  const site: Site = { pages: [], problems: [] };
  const { home } = settings;
  const seen = new Set<string>();
  let left = MOST_PAGES;
  let size = 0;

  const want = (addresses: readonly string[], base: string, depth: Depth): Wanted[] =>
    siteAddresses(addresses, base, home).flatMap((url) => {
      if (seen.has(url.href)) return [];
      seen.add(url.href);
      return { url, depth };
    });

  const read = async ({ url, depth }: Wanted): Promise<Wanted[]> => {
    try {
      const loaded = await load(url);
      size += loaded.size;
      // It may have led to another site, or to a page that is there already.
      if (loaded.url !== url.href && !want([loaded.url], home, 'page').length) return [];
      const next = leadsTo(loaded, depth);
      const page = pageOf(loaded, settings);
      if (page) site.pages.push(page);
      // A list is no page.
      else left += 1;
      return next ? want(next.addresses, loaded.url, next.depth) : [];
    } catch (error) {
      site.problems.push(error instanceof Error ? error.message : String(error));
      return [];
    }
  };

  const readAll = async (): Promise<void> => {
    let queue = want(settings.addresses, home, 'lists');
    let requests = MOST_REQUESTS;
    const goesOn = (): boolean => left > 0 && requests > 0 && size < LARGEST;
    const work = async (found: Wanted[]): Promise<void> => {
      for (let next = queue[0]; next && goesOn(); next = queue[0]) {
        queue.shift();
        left -= 1;
        requests -= 1;
        found.push(...(await read(next)));
      }
    };
    // Each round is what the one before led to.
    while (queue.length && goesOn()) {
      const found: Wanted[] = [];
      await Promise.all(Array.from({ length: AT_ONCE }, () => work(found)));
      queue = found;
    }
  };
  return { site, done: readAll() };
}
