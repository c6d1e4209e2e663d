import { inline } from '../html.ts';
import { buttons, cookieBanner, lines, linkList, type Template } from './template.ts';

/** A help centre: questions that unfold, tabs, and a box that asks whether it helped. */
export const accordion: Template = ({ page, words, content }) => ({
  head: '<style>details{border:1px solid #ccc}.chat{position:fixed;right:8px;bottom:8px}</style>',
  body: `<body><header class="bar"><a href="/">${page.site}</a>${linkList(words.menu)}</header>
<div class="hero"><form role="search"><label>${words.search} <input type="search"></label></form></div>
<div class="grid"><div class="toc"><strong>${words.contents}</strong>${linkList(words.links)}</div>
<div class="answers" id="content">${content({
    fold: (title, inner) =>
      `<details class="faq"><summary><h3>${inline(title)}</h3></summary><div class="answer">${inner}</div></details>`,
  })}</div></div>
<div class="feedback"><p>${words.comments}</p>${buttons(['👍', '👎'])}</div>
<footer>${lines(words.footer)}<p>${words.legal}</p></footer>
${cookieBanner(words, 'id="onetrust-banner-sdk" role="alertdialog"')}</body>`,
});
