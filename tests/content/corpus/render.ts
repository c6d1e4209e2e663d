/** A page of the corpus as HTML. The same page is always the same text. */
import { blocksOf, plain } from './blocks.ts';
import { furnitureOf } from './furniture.ts';
import { escaped, htmlOf, type Marks } from './html.ts';
import type { CorpusPage } from './page.ts';
import { TEMPLATES } from './templates/index.ts';

export function renderPage(page: CorpusPage, address: string): string {
  const template = TEMPLATES[page.template];
  if (!template) throw new Error(`There is no template "${page.template}".`);
  const blocks = blocksOf(page.body);
  const lead = blocks.find((block) => block.type === 'text');
  const { head = '', body } = template({
    page,
    words: furnitureOf(page),
    blocks,
    content: (own?: Partial<Marks>) => htmlOf(blocks, own),
  });
  const description = escaped(plain(lead?.text ?? page.title)).slice(0, 155);
  const data = (page.data ?? [])
    .map((one) => `<script type="application/ld+json">${JSON.stringify(one)}</script>`)
    .join('\n');
  return `<!doctype html>
<html lang="${page.language}"${page.language === 'ar' ? ' dir="rtl"' : ''}>
<head>
<meta charset="utf-8">
<title>${escaped(page.title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="description" content="${description}">
<meta property="og:title" content="${escaped(page.title)}">
<meta property="og:site_name" content="${escaped(page.site)}">
<link rel="canonical" href="${address}">
<link rel="icon" href="data:,">
${data}
${head}
</head>
${body}
</html>`;
}
