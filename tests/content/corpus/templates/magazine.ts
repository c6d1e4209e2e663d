import { inline } from '../html.ts';
import { buttons, lines, linkList, type Template } from './template.ts';

/** A magazine: a kicker, figures with credits, a box of facts, quotes pulled out, an offer to subscribe under the text. */
export const magazine: Template = ({ page, words, content }) => ({
  body: `<body><a href="#c" class="visually-hidden-focusable">Jump to the story</a><div role="banner"><a href="/">${page.site}</a><div role="navigation">${linkList(words.menu)}</div><p>Today's edition · Log in · Subscribe for 1 a week</p></div>
<div role="main" id="c"><article><div class="story">${content({
    image: (alt) =>
      `<figure><img src="data:," alt="${alt}"><figcaption class="credit">Photograph: staff agency</figcaption></figure>`,
    quote: (text) => `<aside class="pullquote"><p>${inline(text)}</p></aside>`,
  })}</div>
<div class="toolbar">${buttons(['Save', 'Listen', 'Gift this story', 'Text size'])}</div>
<div class="paywall-offer"><p>You have read three of four free stories this month.</p><a href="/sub">See the offers</a></div></article>
<div class="most-popular"><h2>Most popular</h2><ol>${words.links.map((link) => `<li><a href="/${link.length}">${link}</a></li>`).join('')}</ol></div></div>
<div role="contentinfo">${linkList(words.menu)}${lines(words.footer)}<p>Reproduction only with permission of the publisher. Work with us. Advertise.</p></div>
<div class="gdpr" role="dialog" aria-label="Privacy"><p>We value your privacy and that of your household. Choose what we may do with cookies.</p>${buttons(['Agree', 'More options'])}</div></body>`,
});
