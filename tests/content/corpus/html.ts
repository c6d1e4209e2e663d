/** Makes HTML of blocks. A template gives what it marks in its own way. */
import { type Block, plain } from './blocks.ts';

export const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');

export const inline = (text: string): string =>
  escaped(text)
    .replace(/\[([^\]]+)\]\(([^)]*)\)/g, '<a href="$2">$1</a>')
    .replace(/\*\*([^*]+)\*\*/g, '<strong>$1</strong>')
    .replace(/`([^`]+)`/g, '<code>$1</code>');

export const slug = (text: string): string =>
  plain(text)
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-|-$/g, '');

export interface Marks {
  heading(level: number, text: string, id: string): string;
  text(text: string): string;
  list(items: string[], ordered: boolean): string;
  table(rows: string[][]): string;
  image(alt: string): string;
  code(text: string): string;
  quote(text: string): string;
  author(text: string): string;
  fold(title: string, inner: string): string;
  tabs(tabs: { title: string; inner: string }[]): string;
}

/** A dot of an image: pages here load nothing. */
const DOT = 'data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=';

const cells = (row: string[], tag: string): string =>
  row.map((cell) => `<${tag}>${inline(cell)}</${tag}>`).join('');

const PLAIN_MARKS: Marks = {
  heading: (level, text, id) => `<h${level} id="${id}">${inline(text)}</h${level}>`,
  text: (text) => `<p>${inline(text)}</p>`,
  list(items, ordered) {
    const tag = ordered ? 'ol' : 'ul';
    return `<${tag}>${items.map((item) => `<li>${inline(item)}</li>`).join('\n')}</${tag}>`;
  },
  table([head = [], ...rows]) {
    const body = rows.map((row) => `<tr>${cells(row, 'td')}</tr>`).join('\n');
    return `<table><thead><tr>${cells(head, 'th')}</tr></thead><tbody>${body}</tbody></table>`;
  },
  image: (alt) => `<figure><img src="${DOT}" width="640" height="360" alt="${escaped(alt)}"></figure>`,
  code: (text) => `<pre><code>${escaped(text)}</code></pre>`,
  quote: (text) => `<blockquote><p>${inline(text)}</p></blockquote>`,
  author: (text) => `<p class="byline">${inline(text)}</p>`,
  fold: (title, inner) => `<details><summary>${inline(title)}</summary>${inner}</details>`,
  tabs: (tabs) =>
    `<div class="tabs"><div role="tablist">${tabs
      .map(({ title }, at) => `<button role="tab" aria-selected="${at === 0}">${inline(title)}</button>`)
      .join('')}</div>${tabs
      .map(({ inner }, at) => `<div role="tabpanel"${at ? ' hidden' : ''}>${inner}</div>`)
      .join('')}</div>`,
};

export function htmlOf(blocks: readonly Block[], own: Partial<Marks> = {}): string {
  const marks = { ...PLAIN_MARKS, ...own };
  const tabs = blocks.filter((block) => block.type === 'tab');
  return blocks
    .map((block) => {
      switch (block.type) {
        case 'heading':
          return marks.heading(block.level, block.text, slug(block.text));
        case 'list':
          return marks.list(block.items, block.ordered);
        case 'table':
          return marks.table(block.rows);
        case 'fold':
          return marks.fold(block.title, htmlOf(block.blocks, own));
        case 'tab':
          if (block !== tabs[0]) return '';
          return marks.tabs(tabs.map(({ title, blocks }) => ({ title, inner: htmlOf(blocks, own) })));
        default:
          return marks[block.type](block.text);
      }
    })
    .join('\n');
}
