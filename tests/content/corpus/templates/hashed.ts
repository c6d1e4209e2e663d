import { inline } from '../html.ts';
import { cookieBanner, lines, links, type Template } from './template.ts';

/** What a CSS-in-JS build leaves: names that say nothing, and a box in a box in a box. */
export const hashed: Template = ({ page, words, content }) => {
  const box = (inner: string, name: string): string =>
    `<div class="css-${name}"><div class="css-${name}-1x0"><div class="sc-b${name}">${inner}</div></div></div>`;
  return {
    head: '<style data-emotion="css">.css-7af{display:flex;gap:8px}.css-k2q{max-width:60rem;margin:auto}</style>',
    body: `<body><div id="__next">${box(`<span>${page.site}</span>${links(words.menu, 'css-9l2')}`, '7af')}
${box(
  content({
    text: (text) => box(`<p class="css-p0">${inline(text)}</p>`, 'tx'),
    heading: (level, text, id) =>
      box(`<h${level} class="css-h${level}" id="${id}"><span>${inline(text)}</span></h${level}>`, 'hd'),
  }),
  'k2q',
)}
${box(`<span>${words.related}</span>${links(words.links)}<p>${words.newsletter}</p><button>${words.send}</button>`, 'm1z')}
${box(`${lines(words.footer, 'span')}<span>${words.legal}</span>${links(words.share)}`, 'f3d')}</div>
${cookieBanner(words, 'class="css-ck0" id="portal-2"')}</body>`,
  };
};
