import { inline } from '../html.ts';
import { buttons, lines, linkList, type Template } from './template.ts';

/** A public service: banners first, crumbs, one column, and a question below whether it was useful. */
export const government: Template = ({ page, words, content }) => ({
  body: `<body class="govuk-template__body"><div class="govuk-cookie-banner" role="region" aria-label="Cookies"><h2>Cookies</h2><p>${words.cookies}</p>${buttons(words.choices)}</div>
<a href="#main-content" class="govuk-skip-link">${words.skip}</a>
<header role="banner"><a href="/">${page.site}</a><div class="govuk-phase-banner"><strong>Beta</strong> ${words.comments}</div></header>
<div class="govuk-width-container"><nav class="govuk-breadcrumbs"><ol>${words.menu.map((item) => `<li><a href="/${item.length}">${item}</a></li>`).join('')}</ol></nav>
<main id="main-content" role="main"><div class="govuk-grid-row"><div class="govuk-grid-column-two-thirds">${content(
    {
      heading: (level, text, id) =>
        `<h${level} class="govuk-heading-${level === 1 ? 'xl' : 'm'}" id="${id}">${inline(text)}</h${level}>`,
      text: (text) => `<p class="govuk-body">${inline(text)}</p>`,
    },
  )}</div>
<div class="govuk-grid-column-one-third"><aside role="complementary"><h2>${words.related}</h2>${linkList(words.links)}</aside></div></div></main></div>
<div class="gem-c-feedback"><h2>${words.comments}</h2>${buttons(['Yes', 'No'])}</div>
<footer role="contentinfo">${linkList(words.menu)}${lines(words.footer)}<p>${words.legal}</p></footer></body>`,
});
