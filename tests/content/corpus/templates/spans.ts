import { inline } from '../html.ts';
import { links, type Template } from './template.ts';

/** What an office program saves as a web page: spans in paragraphs, headings by their size alone, lists by dots. */
export const spans: Template = ({ page, words, content }) => ({
  head: '<style>p.MsoNormal{margin:0}span.x{mso-ansi-language:EN-GB}</style>',
  body: `<body lang="${page.language}" link="blue"><div class="WordSection1"><p class="MsoHeader"><span>${page.site} — ${links(words.menu)}</span></p>${content(
    {
      heading: (level, text) =>
        `<p class="MsoNormal"><b><span style="font-size:${22 - 3 * level}.0pt">${inline(text)}</span></b></p>`,
      text: (text) =>
        `<p class="MsoNormal"><span class="x">${inline(text)}</span></p><p class="MsoNormal"><span>&nbsp;</span></p>`,
      list: (items) =>
        items
          .map(
            (item) =>
              `<p class="MsoListParagraph"><span>·<span>&nbsp;&nbsp;</span></span><span class="x">${inline(item)}</span></p>`,
          )
          .join(''),
    },
  )}<p class="MsoFooter"><span>Page 1 of 1. Last printed 3/11/2019. ${words.footer.join(' ')}</span></p></div></body>`,
});
