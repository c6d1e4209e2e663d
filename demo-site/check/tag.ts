/** The loader's tag: whether it is there, runs, and says what the widget understands. */
import { attributeName } from '../../shared/options/attribute-name.ts';
import { parseOptions } from '../../shared/options/parse.ts';
import { OPTIONS } from '../../shared/options/table.ts';
import type { OptionType } from '../../shared/options/types.ts';
import { type Finding, isSecure, type Page } from './finding.ts';
import type { Attributes } from './html.ts';

export interface Tag {
  attributes: Attributes;
  url: URL;
}

/** A version or a hash in the path: the address of one release, whose file never changes. */
const RELEASE = /\d+\.\d+|[\da-f]{8}/i;
const LOADER = /\/loader[\w.@/-]*\.js$/i;
/** https://mimesniff.spec.whatwg.org/#javascript-mime-type */
export const JAVASCRIPT = /^(text|application)\/(x-)?(java|ecma)script\b/i;

const TABLE: Record<string, OptionType<string | number | boolean>> = OPTIONS;

/** As the browser makes `dataset` of them. */
const datasetOf = (attributes: Attributes): Record<string, string> =>
  Object.fromEntries(
    Object.entries(attributes)
      .filter(([name]) => name.startsWith('data-'))
      .map(([name, value]) => [
        name.slice(5).replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase()),
        value,
      ]),
  );

/** Whether the tag speaks to the widget. Others' loaders are called `loader.js`, too. */
export const hasOptions = ({ attributes }: Tag): boolean =>
  Object.keys(datasetOf(attributes)).some((name) => Object.hasOwn(TABLE, name));

export function loaderTags({ url, html }: Page): Tag[] {
  const base = html.base && URL.canParse(html.base, url) ? new URL(html.base, url) : url;
  return html.scripts.flatMap((attributes) => {
    const src = attributes.src?.trim();
    if (!src || !URL.canParse(src, base)) return [];
    const address = new URL(src, base);
    return LOADER.test(address.pathname) ? [{ attributes, url: address }] : [];
  });
}

/** The tag as text, with some attributes set, or taken away by `undefined`. */
function tagWith({ attributes }: Tag, changes: Record<string, string | undefined>): string {
  const all = Object.entries({ ...attributes, ...changes }).filter(([, value]) => value !== undefined);
  const escaped = (value = ''): string => value.replaceAll('&', '&amp;').replaceAll('"', '&quot;');
  return `<script ${all.map(([name, value]) => (value ? `${name}="${escaped(value)}"` : name)).join(' ')}></script>`;
}

const isScript = (type: string | undefined): boolean => !type?.trim() || JAVASCRIPT.test(type.trim());
/** Its hash can stay true. */
const isRelease = ({ url }: Tag): boolean => RELEASE.test(url.pathname);
const isMixed = (tag: Tag, page: Page): boolean => page.url.protocol === 'https:' && !isSecure(tag.url);

/** The tag with all put right that keeps it from running, so that it need be pasted once only. */
export function corrected(tag: Tag, page: Page, changes: Record<string, string> = {}): string {
  const { type, src, integrity, crossorigin, async: asynchronous, defer } = tag.attributes;
  return tagWith(tag, {
    ...(!isScript(type) && { type: undefined }),
    nomodule: undefined,
    src: isMixed(tag, page) ? tag.url.href.replace(/^http:/, 'https:') : src,
    ...(integrity &&
      (isRelease(tag) ? { crossorigin: crossorigin ?? 'anonymous' } : { integrity: undefined })),
    ...(asynchronous === undefined && defer === undefined && { async: '' }),
    ...changes,
  });
}

const noTag = (example: string): Finding => ({
  level: 'wrong',
  title: 'The page has no tag of the widget',
  cause:
    'No <script> in the page’s HTML loads the widget’s loader. A tag in a comment, in <noscript> or in <template> does not run. One that a tag manager adds later cannot be seen from here.',
  cure: 'Put the tag before </body>. If a script adds it, paste the page’s HTML from the browser’s developer tools.',
  code: example,
});

function runs(tag: Tag, page: Page): Finding {
  const { type, nomodule } = tag.attributes;
  const kind = type?.trim();
  if (kind?.toLowerCase() === 'module')
    return {
      level: 'wrong',
      title: 'The tag is a module',
      cause: 'The loader finds its settings through its own tag, and a module does not know its tag.',
      cure: 'Leave out type="module".',
      code: corrected(tag, page),
    };
  if (!isScript(kind))
    return {
      level: 'wrong',
      title: 'The browser does not run the tag',
      cause: `A script of type "${kind}" is data to it. Consent managers write such types until the visitor has agreed.`,
      cure: 'Leave out the type, or see to it that the consent manager puts it back.',
      code: corrected(tag, page),
    };
  if (nomodule !== undefined)
    return {
      level: 'wrong',
      title: 'The browser does not run the tag',
      cause: 'Every browser of today skips a script with the attribute nomodule.',
      cure: 'Leave out nomodule.',
      code: corrected(tag, page),
    };
  return { level: 'fine', title: 'The page has the tag, and browsers run it' };
}

function origins(tag: Tag, page: Page): Finding {
  if (tag.url.origin === page.url.origin)
    return {
      level: 'wrong',
      title: 'Page and widget are on one origin',
      cause: `Both are on ${page.url.origin}. The walls around the widget would protect nobody, so it refuses to start.`,
      cure: 'Serve the widget from a host name of its own, like evi.example.com, and load the tag from there.',
    };
  if (isMixed(tag, page))
    return {
      level: 'wrong',
      title: 'The page is on HTTPS, the widget is not',
      cause: 'Browsers block scripts and frames that come over plain HTTP into a page that came over HTTPS.',
      cure: 'Serve the widget over HTTPS and write https: in the tag.',
      code: corrected(tag, page),
    };
  const insecure = [page.url, tag.url].filter((url) => !isSecure(url)).map(({ origin }) => origin);
  if (insecure.length)
    return {
      level: 'wrong',
      title: 'Visitors cannot talk without HTTPS',
      cause: `${insecure.join(' and ')} ${insecure.length > 1 ? 'come' : 'comes'} over plain HTTP. Browsers give the microphone only over HTTPS, or on localhost.`,
      cure: 'Serve both over HTTPS.',
    };
  return { level: 'fine', title: 'Page and widget are on two origins, and both are secure' };
}

const loading = (tag: Tag, page: Page): Finding[] =>
  'async' in tag.attributes || 'defer' in tag.attributes
    ? []
    : [
        {
          level: 'warning',
          title: 'The page waits for the loader',
          cause: 'Without async the browser stops reading the page until the loader is there.',
          cure: 'Add async.',
          code: corrected(tag, page),
        },
      ];

function integrity(tag: Tag, page: Page): Finding[] {
  if (!tag.attributes.integrity?.trim()) return [];
  const findings: Finding[] = [];
  if (!('crossorigin' in tag.attributes))
    findings.push({
      level: 'wrong',
      title: 'The tag has integrity without crossorigin',
      cause: 'Browsers block a script of another origin when they may not read what they should compare.',
      cure: 'Add crossorigin="anonymous".',
      code: corrected(tag, page),
    });
  if (!isRelease(tag))
    findings.push({
      level: 'warning',
      title: 'The next release will break the page',
      cause:
        '/loader.js is always the newest release. Its content changes, and the hash in integrity does not.',
      cure: 'Leave out integrity, or load the loader from the address of one release, which never changes.',
      code: corrected(tag, page),
    });
  return findings;
}

/** What a console shows of a text that can be of any length. */
const brief = (text = ''): string => (text.length > 100 ? `${text.slice(0, 100)}…` : text);

/** A selector that is to be tried in a browser. */
export interface Selectors {
  selectors: string;
  finding: Finding;
}

const unreadable = (selectors: string): Finding => ({
  level: 'warning',
  title: `data-context-exclude="${brief(selectors)}" cannot be read`,
  cause: 'What it leaves out is not known, so the assistant gets nothing of the page.',
  cure: 'Write CSS selectors with commas between them, or leave it out.',
});

function settings(tag: Tag): { findings: Finding[]; inBrowser: Selectors[] } {
  const dataset = datasetOf(tag.attributes);
  const findings: Finding[] = [];
  const inBrowser: Selectors[] = [];
  // Words of the widget's own warnings in the console.
  parseOptions(dataset, (name, expected) => {
    const attribute = brief(attributeName(name));
    const finding: Finding = expected
      ? {
          level: 'warning',
          title: `${attribute}="${brief(dataset[name])}" is not used`,
          cause: `It expects ${expected}. The default stands.`,
          cure: `Write ${expected}, or leave it out.`,
        }
      : {
          level: 'warning',
          title: `${attribute} is not an attribute of the widget`,
          cause: 'It changes nothing.',
          cure: similar(name) ?? 'Leave it out.',
        };
    findings.push(finding);
  });
  const selectors = dataset.contextExclude ?? '';
  if (selectors && !findings.some(({ title }) => title.startsWith('data-context-exclude')))
    inBrowser.push({ selectors, finding: unreadable(selectors) });
  const used = Object.keys(dataset).length;
  if (used && !findings.length)
    findings.push({
      level: 'fine',
      title:
        used > 1 ? `All ${used} settings of the tag are understood` : 'The setting of the tag is understood',
    });
  return { findings, inBrowser };
}

/** The word, and it with any one letter left out. */
const trimmings = (word: string): string[] => [
  word,
  ...[...word].map((_, index) => word.slice(0, index) + word.slice(index + 1)),
];

/** The attribute that may have been meant: other capitals or hyphens, or one letter wrong, missing, too much or misplaced. */
function similar(name: string): string | undefined {
  const bare = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, '');
  const given = new Set(trimmings(bare(name)));
  const close = Object.keys(TABLE).find((known) => trimmings(bare(known)).some((word) => given.has(word)));
  return close && `Did you mean ${attributeName(close)}?`;
}

/** As the loader has it: of a tag without `data-name`. */
const DEFAULT_NAME = 'default';

function duplicates(tags: readonly Tag[]): Finding[] {
  const names = tags.map(({ attributes }) => attributes['data-name'] || DEFAULT_NAME);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) !== index))];
  return twice.map((name) => ({
    level: 'warning',
    title:
      name !== DEFAULT_NAME
        ? `The page has more than one widget of the name "${brief(name)}"`
        : 'The page has the tag more than once',
    cause: 'Only the first one starts. The other ones do nothing but warn in the console.',
    cure: 'Remove all but one. A template and a plugin may both add it.',
  }));
}

/** @param tags Those that load the widget's loader, in the page's order. */
export function judgeTags(
  tags: readonly Tag[],
  page: Page,
  example: string,
): { findings: Finding[]; inBrowser: Selectors[] } {
  const [tag] = tags;
  if (!tag) return { findings: [noTag(example)], inBrowser: [] };
  const { findings, inBrowser } = settings(tag);
  return {
    findings: [
      runs(tag, page),
      ...duplicates(tags),
      origins(tag, page),
      ...loading(tag, page),
      ...integrity(tag, page),
      ...findings,
    ],
    inBrowser,
  };
}
