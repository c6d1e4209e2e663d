import { inline, slug } from '../html.ts';
import { buttons, cookieBanner, lines, linkList, links, type Template } from './template.ts';

/** A shop: crumbs, a gallery, a box to buy in, others' opinions, what others bought. */
export const shop: Template = ({ page, words, content }) => ({
  head: '<style>.gallery img{width:300px}.mega{display:none}.usp li{display:inline}</style>',
  body: `<body class="product-template"><div class="announcement">${words.adverts[0]}</div>
<header class="site-header"><a class="logo" href="/">${page.site}</a><nav>${linkList(words.menu)}<div class="mega">${linkList(words.links)}</div></nav><a href="/cart">0</a></header>
<nav class="breadcrumb" aria-label="breadcrumb"><ol><li><a href="/">${page.site}</a></li><li>${words.menu[0]}</li></ol></nav>
<main id="MainContent"><div class="product" itemscope itemtype="https://schema.org/Product"><div class="product__info">${content(
    {
      heading: (level, text, id) =>
        `<h${level} id="${id}" class="product__${slug(text)}">${inline(text)}</h${level}>`,
    },
  )}</div>
<form class="product-form"><label>1 <input type="number" value="1"></label><button>${words.send}</button></form></div>
<section class="recommendations"><h2>${words.related}</h2>${linkList(words.links)}</section>
<section class="reviews"><h2>${words.comments}</h2>${lines(words.said)}</section></main>
<footer class="site-footer"><div>${words.newsletter}</div>${lines(words.footer)}${links(words.share)}<p>${words.legal}</p></footer>
<div class="drawer" hidden>${buttons(words.choices)}</div>${cookieBanner(words, 'id="shopify-pc__banner" role="alertdialog"')}</body>`,
});
