import { inline } from '../html.ts';
import { lines, linkList, links, type Template } from './template.ts';

/** A documentation site: a tree on the left, the page's own headings on the right, the next page below. */
export const docs: Template = ({ page, words, blocks, content }) => {
  const headings = blocks.flatMap((block) => (block.type === 'heading' ? [block.text] : []));
  return {
    head: '<style>.theme-doc-sidebar{float:left;width:240px}.hash{opacity:0}</style>',
    body: `<body><div id="__docusaurus"><div role="region" aria-label="${words.skip}"><a href="#x">${words.skip}</a></div>
<nav class="navbar"><b>${page.site}</b>${links(words.menu)}<button>K</button></nav>
<div class="main-wrapper"><aside class="theme-doc-sidebar"><nav class="menu">${linkList([...words.links, ...words.menu])}</nav></aside>
<main><div class="row"><div class="col"><article><nav class="breadcrumbs">${links(words.menu.slice(0, 2))}</nav>
<div class="theme-doc-markdown markdown">${content({
      heading: (level, text, id) =>
        `<h${level} class="anchor" id="${id}">${inline(text)}<a href="#${id}" class="hash" aria-label="Link to ${id}">\u200b</a></h${level}>`,
      code: (text) =>
        `<div class="codeBlock"><pre><code>${text
          .split('\n')
          .map(
            (line) =>
              `<span class="token-line">${line.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}\n</span>`,
          )
          .join('')}</code></pre><button aria-label="Copy">Copy</button></div>`,
    })}</div>
<footer class="theme-doc-footer"><a href="/edit">Edit this page</a></footer></article>
<nav class="pagination-nav">${links(words.links.slice(0, 2))}</nav></div>
<div class="col--3"><div class="table-of-contents">${linkList(headings)}</div></div></div></main></div>
<footer class="footer footer--dark">${linkList(words.menu)}${lines(words.footer)}<div>${words.legal}</div></footer></div></body>`,
  };
};
