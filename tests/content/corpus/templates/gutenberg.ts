import { inline } from '../html.ts';
import { lines, links, type Template } from './template.ts';

/** Blocks of an editor in one column, with a box to subscribe in the middle of the text and queries of posts after it. */
export const gutenberg: Template = ({ page, words, content }) => {
  let sections = 0;
  return {
    body: `<body><div class="wp-site-blocks"><div class="wp-block-template-part"><div class="wp-block-group"><p class="wp-block-site-title"><a href="/">${page.site}</a></p><div class="wp-block-navigation">${links(words.menu, 'wp-block-navigation-item__content')}</div></div></div>
<div class="wp-block-group is-layout-constrained"><div class="entry-content wp-block-post-content">${content({
      heading(level, text, id) {
        sections += 1;
        const box =
          sections === 4
            ? '<div class="wp-block-jetpack-subscriptions"><p>Type your email and hear from us first.</p><form><input type="email" placeholder="Type your email"><button>Subscribe</button></form><p>Join 842 other subscribers</p></div>'
            : '';
        return `${box}<h${level} class="wp-block-heading" id="${id}">${inline(text)}</h${level}>`;
      },
      text: (text) => `<p class="has-medium-font-size">${inline(text)}</p>`,
    })}</div>
<div class="sharedaddy sd-sharing-enabled"><h3 class="sd-title">Share this:</h3><ul><li><a href="#s">Tweet</a></li><li><a href="#m">Mail</a></li></ul></div>
<div class="wp-block-post-terms">Filed under: ${links(words.menu.slice(0, 2))}</div>
<div class="wp-block-query"><h2>More from the blog</h2>${words.links.map((link) => `<div class="wp-block-post"><h3><a href="/${link.length}">${link}</a></h3><p>A few lines that begin the next post, cut off in the middle of the…</p></div>`).join('')}</div></div>
<div class="wp-block-template-part"><div class="wp-block-columns">${lines(words.footer)}<p>Proudly powered by a press. Blog at a press. Do not sell my information.</p></div></div></div>
<div class="actionbar"><a href="#f">Follow</a> <a href="#r">Reblog</a></div></body>`,
  };
};
