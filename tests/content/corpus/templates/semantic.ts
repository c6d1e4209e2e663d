import { buttons, cookieBanner, lines, linkList, type Template } from './template.ts';

/** HTML5 as the book has it: landmarks, an article with its own header, asides. */
export const semantic: Template = ({ page, words, content }) => ({
  head: '<style>main{max-width:42rem;margin:auto}.skip:not(:focus){position:absolute;left:-999px}</style>',
  body: `<body>
<a class="skip" href="#main">${words.skip}</a>
<header><p>${page.site}</p><nav aria-label="Main">${linkList(words.menu)}</nav>
<search><form><input type="search" placeholder="${words.search}"><button>${words.search}</button></form></search></header>
<main id="main"><article>${content()}</article>
<section aria-labelledby="comments"><h2 id="comments">${words.comments}</h2>${lines(words.said)}</section></main>
<aside><h2>${words.related}</h2>${linkList(words.links)}<p>${words.newsletter}</p><form><input type="email"><button>${words.send}</button></form></aside>
<footer><address>${lines(words.footer)}</address>${buttons(words.share)}<small>${words.legal}</small></footer>
${cookieBanner(words, 'role="dialog" aria-label="Cookies"')}
</body>`,
});
