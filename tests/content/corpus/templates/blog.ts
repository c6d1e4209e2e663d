import { buttons, cookieBanner, lines, linkList, type Template } from './template.ts';

/** A weblog: the post, a bar of widgets beside it, and a form to comment. */
export const blog: Template = ({ page, words, content }) => {
  const widget = (title: string, inner: string): string =>
    `<section class="widget"><h2 class="widget-title">${title}</h2>${inner}</section>`;
  return {
    body: `<body class="single-post"><div id="page" class="site"><header id="masthead"><p class="site-title">${page.site}</p><nav id="site-navigation">${linkList(words.menu, 'menu')}</nav></header>
<div id="content" class="site-content"><div id="primary" class="content-area"><main class="site-main"><article class="post type-post hentry"><div class="entry-content">${content()}</div>
<div class="sharedaddy">${buttons(words.share)}</div><footer class="entry-footer">${linkList(words.links.slice(0, 2))}</footer></article>
<nav class="post-navigation">${linkList(words.links.slice(1, 3))}</nav>
<div id="comments" class="comments-area"><h2>${words.comments}</h2><ol class="comment-list">${words.said.map((said) => `<li><article class="comment-body"><b>Visitor</b><p>${said}</p></article></li>`).join('')}</ol>
<form id="commentform"><textarea></textarea><input><button>${words.send}</button></form></div></main></div>
<aside id="secondary" class="widget-area">${widget(words.search, '<input>')}${widget(words.related, linkList(words.links))}${widget(words.send, `<p>${words.newsletter}</p>`)}</aside></div>
<footer id="colophon">${lines(words.footer)}<div class="site-info">${words.legal}</div></footer></div>${cookieBanner(words, 'id="cookie-law-info-bar"')}</body>`,
  };
};
