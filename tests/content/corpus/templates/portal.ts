import { inline } from '../html.ts';
import { buttons, lines, linkList, links, type Template } from './template.ts';

/** A news portal: a wall of consent, a great menu, adverts between the paragraphs, teasers, comments. */
export const portal: Template = ({ page, words, content }) => {
  let paragraphs = 0;
  return {
    head: '<style>.mega-menu{columns:4}.ad-slot{border:1px solid}</style>',
    body: `<body><div class="consent-wall" role="dialog" aria-modal="true"><h2>${page.site}</h2><p>${words.cookies}</p>${buttons(words.choices)}</div>
<header class="masthead"><a href="/">${page.site}</a><nav class="mega-menu">${words.menu.map((item) => `<div><h3>${item}</h3>${linkList(words.links)}</div>`).join('')}</nav></header>
<div class="ticker">${links(words.links)}</div>
<div class="layout"><main class="article-page"><article>${content({
      text(text) {
        paragraphs += 1;
        const advert =
          paragraphs % 3 === 0
            ? `<div class="ad-slot" data-ad="${paragraphs}"><small>${words.adverts[paragraphs % words.adverts.length]}</small></div>`
            : '';
        return `<p class="article__text">${inline(text)}</p>${advert}`;
      },
    })}
<div class="social-bar">${buttons(words.share)}</div></article>
<section class="comments"><h2>${words.comments}</h2>${words.said.map((said) => `<div class="comment">${said}</div>`).join('')}</section></main>
<aside class="rail"><h2>${words.related}</h2>${words.links.map((link) => `<article class="teaser"><h3><a href="/t">${link}</a></h3><p>${words.adverts[0]}</p></article>`).join('')}
<form class="nl"><p>${words.newsletter}</p><button>${words.send}</button></form></aside></div>
<footer>${linkList(words.menu)}${lines(words.footer)}<p>${words.legal}</p></footer></body>`,
  };
};
