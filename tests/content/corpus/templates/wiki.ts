import { inline } from '../html.ts';
import { lines, linkList, type Template } from './template.ts';

/** An encyclopaedia: the first table floats as a box of facts, each heading can be edited. */
export const wiki: Template = ({ page, words, blocks, content }) => {
  const headings = blocks.flatMap((block) => (block.type === 'heading' ? [block.text] : []));
  return {
    head: '<style>.infobox{float:right}.mw-editsection{font-size:small}</style>',
    body: `<body class="mediawiki"><div id="mw-page-base"></div><div id="content" class="mw-body" role="main">
<div id="mw-content-text" class="mw-parser-output">${content({
      heading: (level, text, id) =>
        level === 1
          ? `<h1 id="firstHeading" class="firstHeading">${inline(text)}</h1><div id="siteSub">${page.site}</div>`
          : `<h${level}><span class="mw-headline" id="${id}">${inline(text)}</span><span class="mw-editsection">[<a href="/edit">edit</a>]</span></h${level}>`,
      table: (rows) =>
        `<table class="infobox"><tbody>${rows.map(([name = '', ...cells]) => `<tr><th>${inline(name)}</th>${cells.map((cell) => `<td>${inline(cell)}</td>`).join('')}</tr>`).join('')}</tbody></table>`,
    })}
<div id="toc" class="toc"><h2>${words.contents}</h2>${linkList(headings)}</div>
<div class="navbox" role="navigation">${linkList(words.links)}</div></div><div id="catlinks">${linkList(words.links)}</div></div>
<div id="mw-navigation"><h2>Navigation</h2><div id="mw-panel">${linkList(words.menu)}</div><div id="p-search"><input placeholder="${words.search}"></div></div>
<footer id="footer" role="contentinfo">${lines(words.footer)}<p>${words.legal}</p></footer></body>`,
  };
};
