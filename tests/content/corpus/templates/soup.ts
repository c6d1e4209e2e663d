import { inline } from '../html.ts';
import { cookieBanner, lines, links, type Template } from './template.ts';

/** Nothing but div and span: what stands for what is only told by class names. */
export const soup: Template = ({ page, words, content }) => ({
  head: '<style>.topbar a,.crumbs a{margin:4px}.side{float:right;width:200px}.h1{font-size:28px}.row{display:flex}.cell{flex:1}</style>',
  body: `<body><div id="page"><div class="topbar"><div class="logo">${page.site}</div><div class="menu">${links(words.menu)}</div></div>
<div class="crumbs">${links(words.menu.slice(0, 2))}</div>
<div class="wrapper"><div class="side sidebar"><div class="widget-title">${words.related}</div><div class="widget">${links(words.links)}</div>
<div class="widget promo">${words.adverts.join(' ')}</div></div>
<div class="content-wrap"><div class="post-body entry-content">${content({
    text: (text) => `<div class="para">${inline(text)}</div>`,
    author: (text) => `<div class="meta">${inline(text)}</div>`,
  })}</div>
<div class="share-bar">${links(words.share)}</div></div></div>
<div class="newsletter-box">${words.newsletter}<input><span class="btn">${words.send}</span></div>
<div id="foot" class="footer">${lines(words.footer, 'div')}<div class="legal">${words.legal}</div></div></div>
${cookieBanner(words, 'class="cc-window cookie-consent"')}</body>`,
});
