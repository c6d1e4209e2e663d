/** What matters of a page's HTML. It is parsed as browsers do, and nothing of it runs. */
import { type DefaultTreeAdapterTypes, parse } from 'parse5';

type Node = DefaultTreeAdapterTypes.Node;
type Element = DefaultTreeAdapterTypes.Element;

export type Attributes = Readonly<Record<string, string>>;

export interface Html {
  /** Of all `<script>`, in order. Those in comments, `<noscript>` and `<template>` are none. */
  scripts: readonly Attributes[];
  /** Policies in `<meta http-equiv="Content-Security-Policy">` within the head, where alone they count. */
  policies: readonly string[];
  /** The address of the first `<base href>`. */
  base: string | undefined;
}

function* elementsIn(node: Node): Generator<Element> {
  if ('tagName' in node) yield node;
  if ('childNodes' in node) for (const child of node.childNodes) yield* elementsIn(child);
}

// Without a prototype: a page can name an attribute as it likes.
const attributesOf = ({ attrs }: Element): Attributes =>
  Object.assign(Object.create(null), Object.fromEntries(attrs.map(({ name, value }) => [name, value])));

const isWithin = (element: Element, tagName: string): boolean => {
  for (let node: DefaultTreeAdapterTypes.ParentNode | null = element.parentNode; node; ) {
    if ('tagName' in node && node.tagName === tagName) return true;
    node = 'parentNode' in node ? node.parentNode : null;
  }
  return false;
};

export function readHtml(text: string): Html {
  const elements = [...elementsIn(parse(text))];
  const named = (name: string) => elements.filter(({ tagName }) => tagName === name);
  return {
    scripts: named('script').map(attributesOf),
    policies: named('meta')
      .filter((element) => isWithin(element, 'head'))
      .map(attributesOf)
      .filter((meta) => meta['http-equiv']?.toLowerCase() === 'content-security-policy')
      .map(({ content = '' }) => content),
    base: named('base')
      .map(attributesOf)
      .find(({ href }) => href !== undefined)?.href,
  };
}
