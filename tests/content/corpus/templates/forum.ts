import { inline } from '../html.ts';
import { cookieBanner, lines, linkList, links, type Template } from './template.ts';

/** A bulletin board: each post beside its author's rank and count, with a signature below it. */
export const forum: Template = ({ page, words, content }) => {
  let posts = 0;
  const after = `<div class="signature">-- <br>${words.links[0]}</div></div><ul class="post-buttons"><li><a href="/q">“”</a></li><li><a href="/r">!</a></li></ul></div>`;
  const posted = content({
    author(text) {
      posts += 1;
      const [name, ...when] = text.split(', ');
      return `${posts > 1 ? after : ''}<div class="post bg${posts % 2}" id="p${posts}"><dl class="postprofile"><dt>${name}</dt><dd>Posts: ${posts * 173}</dd><dd>Joined: 2019</dd></dl><p class="author">${when.join(', ')}</p><div class="content">`;
    },
    quote: (text) => `<blockquote><div>${inline(text)}</div></blockquote>`,
    text: (text) => `${inline(text)}<br>`,
  });
  return {
    body: `<body id="phpbb"><div class="headerbar"><p class="site">${page.site}</p>${linkList(words.menu)}</div>
<div class="navbar">${links(words.menu.slice(0, 3))}<input placeholder="${words.search}"></div>
<div id="page-body">${posted}${posts ? after : ''}
<div class="action-bar">${links(words.share)}</div><h3>${words.related}</h3>${linkList(words.links)}</div>
<div class="page-footer">${lines(words.footer)}<p>${words.adverts[0]}</p><p>${words.legal} Powered by a board.</p></div>
${cookieBanner(words, 'class="cookie-notice"')}</body>`,
  };
};
