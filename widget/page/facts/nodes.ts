/** An object of JSON-LD. */
export type Node = Readonly<Record<string, unknown>>;

/** Characters of all data together, objects in them, and how deep they are looked into. */
const MOST_TEXT = 200_000;
const MOST_NODES = 1000;
const DEEPEST = 12;

export const isNode = (value: unknown): value is Node =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

export const listOf = (value: unknown): unknown[] =>
  Array.isArray(value) ? value.slice(0, MOST_NODES) : value === undefined || value === null ? [] : [value];

/** `https://schema.org/InStock`, `schema:InStock` and `InStock` are one name. */
export const nameIn = (value: string): string => /[^/#:]*$/.exec(value.trim())?.[0] ?? '';

export const typesOf = (node: Node): string[] =>
  listOf(node['@type']).flatMap((type) => (typeof type === 'string' ? nameIn(type) : []));

/** Some pages have comments of old browsers around their data. */
function parse(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\s*(?:<!--|\/\/<!\[CDATA\[)|(?:-->|\/\/\]\]>)\s*$/g, ''));
  } catch {
    return undefined;
  }
}

/**
 * Every object in the page's data, outer before inner, in whatever lists, graphs and properties it stands. What is no JSON
 * is passed over.
 */
export function nodesOf(data: readonly string[]): Node[] {
  const nodes: Node[] = [];
  let room = MOST_TEXT;
  const visit = (value: unknown, depth: number): void => {
    if (depth > DEEPEST || nodes.length >= MOST_NODES) return;
    if (Array.isArray(value)) for (const item of listOf(value)) visit(item, depth + 1);
    if (!isNode(value)) return;
    nodes.push(value);
    for (const inner of Object.values(value)) visit(inner, depth + 1);
  };
  for (const text of data) {
    room -= text.length;
    if (room < 0) break;
    visit(parse(text), 0);
  }
  return nodes;
}
