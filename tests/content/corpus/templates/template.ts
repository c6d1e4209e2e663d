/** What a template gets and gives, and furniture that several have. */
import type { Block } from '../blocks.ts';
import type { Furniture } from '../furniture.ts';
import { escaped, inline, type Marks } from '../html.ts';
import type { CorpusPage } from '../page.ts';

export interface Given {
  page: CorpusPage;
  words: Furniture;
  blocks: readonly Block[];
  content(own?: Partial<Marks>): string;
}

export type Template = (given: Given) => { head?: string; body: string };

export const links = (labels: readonly string[], className = ''): string =>
  labels
    .map((label, at) => `<a${className && ` class="${className}"`} href="/p${at}">${escaped(label)}</a>`)
    .join('\n');

export const linkList = (labels: readonly string[], className = ''): string =>
  `<ul${className && ` class="${className}"`}>${labels
    .map((label, at) => `<li><a href="/p${at}">${escaped(label)}</a></li>`)
    .join('\n')}</ul>`;

export const lines = (texts: readonly string[], tag = 'p'): string =>
  texts.map((text) => `<${tag}>${inline(text)}</${tag}>`).join('\n');

export const buttons = (labels: readonly string[]): string =>
  labels.map((label) => `<button type="button">${escaped(label)}</button>`).join('\n');

/** As most sites have it: fixed to the lower edge, a dialog or none. */
export const cookieBanner = ({ cookies, choices }: Furniture, attributes: string): string =>
  `<div ${attributes} style="position:fixed;bottom:0;left:0;right:0;background:#fff"><p>${cookies}</p>${buttons(choices)}</div>`;
