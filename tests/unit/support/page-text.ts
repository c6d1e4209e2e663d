/** Just enough HTML reading to give tests a page's text in the form that widget/page writes. */
import { readFileSync } from 'node:fs';

const SKIPPED = /<(script|style|svg|nav|head|template)\b[\s\S]*?<\/\1>/gi;
const BLOCK =
  /<(h[1-6]|p|tr|li|caption|address|figcaption)\b([^>]*)>([\s\S]*?)(?=<\/\1>|<(?:h[1-6]|p|tr|li)\b)/gi;
const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', nbsp: ' ', rsquo: '’' };

export function contextOf(file: string | URL): string {
  const html = readFileSync(file, 'utf8');
  const title = textOf(/<title>([\s\S]*?)<\/title>/i.exec(html)?.[1] ?? '');
  const language = /<html[^>]*\blang="([^"]*)"/i.exec(html)?.[1] ?? '';
  const lines = [`Title: ${title}`, 'Address: https://pottery.example/', `Language: ${language}`, ''];
  for (const [, tag = '', attributes = '', inner = ''] of html.replace(SKIPPED, '').matchAll(BLOCK)) {
    const text = tag.toLowerCase() === 'tr' ? rowOf(inner) : textOf(inner);
    const id = /\bid="([^"]*)"/.exec(attributes)?.[1] ?? '';
    if (!text) continue;
    if (/^h\d$/i.test(tag)) lines.push('', `${'#'.repeat(Number(tag[1]))} ${text} {#${id}}`);
    else lines.push(text);
  }
  return lines.join('\n');
}

const rowOf = (row: string) =>
  [...row.matchAll(/<t[hd]\b[^>]*>([\s\S]*?)<\/t[hd]>/gi)].map(([, cell = '']) => textOf(cell)).join(', ');

const textOf = (html: string) =>
  html
    .replace(/<[^>]*>/g, ' ')
    .replace(/&(\w+);/g, (whole, name: string) => ENTITIES[name] ?? whole)
    .replace(/\s+/g, ' ')
    .replace(/ ([.,;:!?])/g, '$1')
    .trim();
