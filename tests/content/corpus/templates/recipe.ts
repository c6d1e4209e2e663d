import { inline } from '../html.ts';
import { buttons, cookieBanner, lines, linkList, links, type Template } from './template.ts';

/** A food blog: jump to the recipe, boxes to tick, stars, adverts in between. */
export const recipe: Template = ({ page, words, content }) => ({
  head: '<style>.wprm-container{border:2px dashed}.sticky-ad{position:sticky;bottom:0}</style>',
  body: `<body><header class="site-header"><a href="/">${page.site}</a><nav class="nav-primary">${linkList(words.menu)}</nav></header>
<div class="site-inner"><div class="content-sidebar-wrap"><main class="content"><div class="jump"><a href="#r">▼</a> ${links(words.share)}</div>
<article class="entry"><div class="entry-content"><div class="wprm-recipe">${content({
    list: (items, ordered) =>
      ordered
        ? `<ol class="wprm-steps">${items.map((item) => `<li><div class="wprm-text">${inline(item)}</div></li>`).join('')}</ol>`
        : `<ul class="wprm-ingredients">${items.map((item) => `<li><input type="checkbox" aria-label="done"> <span>${inline(item)}</span></li>`).join('')}</ul>`,
  })}</div></div></article>
<div class="adthrive-ad">${words.adverts.join(' ')}</div>
<div class="entry-comments"><h3>${words.comments}</h3>${words.said.map((said) => `<p>★★★★★ ${said}</p>`).join('')}</div></main>
<aside class="sidebar"><section class="widget"><h4>${words.related}</h4>${linkList(words.links)}</section><section class="widget">${words.newsletter} ${buttons([words.send])}</section></aside></div></div>
<div class="sticky-ad">${words.adverts[0]}</div><footer class="site-footer">${lines(words.footer)}<p>${words.legal}</p></footer>
${cookieBanner(words, 'class="mv-consent"')}</body>`,
});
