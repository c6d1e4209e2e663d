import { inline } from '../html.ts';
import { lines, linkList, type Template } from './template.ts';

/** No heading where one is due, and one where none is: the logo is the h1, sections have bold lines or an h5. */
export const headless: Template = ({ page, words, content }) => {
  let sections = 0;
  return {
    head: '<style>.t{font-weight:700;font-size:20px}.big{font-size:32px}</style>',
    body: `<body><div class="head"><h1>${page.site}</h1>${linkList(words.menu, 'nav')}</div>
<div class="col"><div class="inner">${content({
      heading(level, text, id) {
        if (level === 1) return `<p class="big"><b>${inline(text)}</b></p>`;
        sections += 1;
        return sections % 2
          ? `<h5 id="${id}">${inline(text)}</h5>`
          : `<p class="t" id="${id}"><strong>${inline(text)}</strong></p>`;
      },
    })}</div></div>
<div class="right"><h4>${words.related}</h4>${linkList(words.links)}<h4>${words.search}</h4><input><p>${words.newsletter}</p></div>
<div class="bottom"><h3>${words.comments}</h3>${lines(words.footer)}<p>${words.legal}</p></div></body>`,
  };
};
