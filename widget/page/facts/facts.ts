import type { PageSnapshot } from '../../../shared/bridge/contract.ts';
import { cut } from '../plain.ts';
import type { Section } from '../sections.ts';
import { answerOf, type Fact, factsOf } from './describe.ts';
import { nodesOf } from './nodes.ts';
import { dateOf, plain, textOf } from './values.ts';

/** Lines, and characters of one. */
const MOST = 40;
const LONGEST = 500;
/** Characters by which a text that the page has, too, is known again. */
const KNOWN = 60;

const letters = (text: string): string =>
  text
    .toLowerCase()
    .replace(/[^\p{L}\p{N}\p{Sc}]+/gu, ' ')
    .trim();

const META: readonly (readonly [names: RegExp, name: string])[] = [
  [/^(?:og:|twitter:)?description$/, 'Description'],
  [/^author$/, 'Author'],
  [/^article:published_time$/, 'Published'],
];

function fromMeta(meta: readonly (readonly [string, string])[], language: string): Fact[] {
  const named = new Map(meta.map(([name, content]) => [name.toLowerCase(), content]));
  const price = named.get('product:price:amount');
  const currency = named.get('product:price:currency') ?? '';
  return [
    ...META.flatMap(([names, name]) => {
      const [, content] = meta.find(([given, value]) => names.test(given.toLowerCase()) && value) ?? [];
      return content
        ? [{ name, value: name === 'Published' ? dateOf(content, language) : plain(content) }]
        : [];
    }),
    ...(price ? [{ name: 'Price', value: plain(`${price} ${currency}`) }] : []),
  ];
}

/** What the page's data and meta elements say beyond its text, a line each. */
export function factLines(
  { title, language, meta = [], data = [] }: Pick<PageSnapshot, 'title' | 'language' | 'meta' | 'data'>,
  sections: readonly Section[],
): string[] {
  if (!meta.length && !data.length) return [];
  const all = sections.map(({ heading, lines }) => `${heading} ${lines.map(({ text }) => text).join(' ')}`);
  const text = ` ${letters(`${title} ${all.join(' ')}`)} `;
  const isThere = (value: string): boolean => {
    const known = letters(value).slice(0, KNOWN).trim();
    return text.includes(value.length > KNOWN ? known : ` ${known} `);
  };
  const lines = new Set<string>();
  const add = (line: string): void => {
    if (lines.size < MOST) lines.add(cut(line, LONGEST));
  };

  const nodes = nodesOf(data);
  const described = nodes
    .map((node) => ({ of: textOf(node.name ?? node.headline), facts: factsOf(node, language) }))
    .filter(({ facts }) => facts.length);
  const several = new Set(described.map(({ of }) => of).filter(Boolean)).size > 1;
  const values = new Set<string>();
  const tell = ({ name, value, written = [] }: Fact, of: string): void => {
    if ([value, ...written].some(isThere)) return;
    // One place is often described twice: as a shop, and as who runs the site.
    const known = `${name}: ${letters(value)}`;
    if (values.has(known)) return;
    values.add(known);
    add(`${name}${of && several ? ` of ${of}` : ''}: ${value}`);
  };
  for (const { of, facts } of described) for (const fact of facts) tell(fact, of);
  for (const fact of fromMeta(meta, language)) tell(fact, '');
  for (const node of nodes) {
    const pair = answerOf(node);
    if (pair && !(isThere(pair.question) && isThere(pair.answer))) add(`${pair.question} ${pair.answer}`);
  }
  return [...lines];
}
