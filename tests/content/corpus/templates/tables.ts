import { inline } from '../html.ts';
import { lines, type Template } from './template.ts';

/** A page of 2001: a table for the layout, fonts, and breaks in place of paragraphs. */
export const tables: Template = ({ page, words, content }) => ({
  body: `<body bgcolor="#ffffff" text="#000000"><table width="780" border="0" cellpadding="4" align="center">
<tr><td colspan="2" bgcolor="#003366"><font color="white" size="6">${page.site}</font></td></tr>
<tr><td width="150" valign="top" bgcolor="#dddddd">${words.menu.map((item) => `<a href="/x"><font size="2">${item}</font></a><br>`).join('')}
<br><font size="1">${words.adverts[0]}</font><br><img src="data:," width="88" height="31" alt="Best viewed in 800 x 600"></td>
<td valign="top">${content({
    text: (text) => `<font face="Verdana" size="2">${inline(text)}</font><br><br>`,
    heading: (level, text, id) =>
      level === 1
        ? `<center><h1><a name="${id}"></a>${inline(text)}</h1></center>`
        : `<h${level}><a name="${id}"></a><font color="navy">${inline(text)}</font></h${level}>`,
    table: (rows) =>
      `<table border="1" cellspacing="0">${rows.map((row) => `<tr>${row.map((cell) => `<td><font size="2">${inline(cell)}</font></td>`).join('')}</tr>`).join('')}</table><br>`,
  })}</td></tr>
<tr><td colspan="2" align="center"><hr><font size="1">${lines(words.footer, 'span')}<br>${words.legal}<br>You are visitor 0018342</font></td></tr>
</table></body>`,
});
