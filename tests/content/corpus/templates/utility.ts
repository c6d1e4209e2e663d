import { inline } from '../html.ts';
import { buttons, cookieBanner, lines, linkList, links, type Template } from './template.ts';

const ICON =
  '<svg aria-hidden="true" class="h-5 w-5 flex-none text-gray-400 group-hover:text-indigo-600" viewBox="0 0 20 20" fill="currentColor"><path fill-rule="evenodd" clip-rule="evenodd" d="M10 18a8 8 0 1 0 0-16 8 8 0 0 0 0 16Zm3.857-9.809a.75.75 0 0 0-1.214-.882l-3.483 4.79-1.88-1.88a.75.75 0 1 0-1.06 1.061l2.5 2.5a.75.75 0 0 0 1.137-.089l4-5.5Z"/></svg>';
const LONG =
  'mt-6 flex items-start gap-x-3 text-base leading-7 text-gray-600 dark:text-gray-300 sm:text-lg lg:col-span-2 xl:col-auto motion-safe:transition-colors';

/** Utility classes and an icon at every line: a hundred kilobytes of markup round a few of text. */
export const utility: Template = ({ page, words, content }) => {
  const menu = Array.from({ length: 24 }, (_, column) => {
    const items = words.links.map(
      (link, at) =>
        `<a class="${LONG}" href="/m/${column}/${at}">${ICON}<span class="truncate">${link}</span></a>`,
    );
    return `<div class="group relative rounded-lg p-6 text-sm hover:bg-gray-50"><p class="font-semibold text-gray-900">${words.menu[column % words.menu.length]} ${column + 1}</p>${items.join('')}</div>`;
  });
  const text = (inner: string): string => `<p class="${LONG}">${inline(inner)}</p>`;
  return {
    head: `<style>${Array.from({ length: 160 }, (_, at) => `.p-${at}{padding:${at / 4}rem}.mt-${at}{margin-top:${at / 4}rem}`).join('')}.group{display:inline-block}</style>`,
    body: `<body class="h-full bg-white antialiased"><header class="isolate z-50 shadow"><nav class="mx-auto flex" aria-label="Global"><a href="/">${page.site}</a>${links(words.menu, LONG)}</nav>
<div class="absolute inset-x-0 grid grid-cols-4 fly-out">${menu.join('\n')}</div></header>
<main class="isolate"><div class="mx-auto max-w-7xl px-6 lg:px-8">${content({
      text,
      heading: (level, words_, id) =>
        `<div class="flex"><h${level} id="${id}" class="text-${level === 1 ? '5xl' : '3xl'} font-bold tracking-tight text-gray-900 sm:text-4xl">${inline(words_)}</h${level}></div>`,
      list: (items) =>
        `<ul role="list" class="mt-8 space-y-3">${items.map((item) => `<li class="${LONG}">${ICON}<span>${inline(item)}</span></li>`).join('')}</ul>`,
      table: ([head = [], ...rows]) =>
        `<div class="overflow-x-auto"><table class="min-w-full divide-y divide-gray-300"><thead><tr>${head.map((cell) => `<th scope="col" class="${LONG}">${inline(cell)}</th>`).join('')}</tr></thead><tbody>${rows.map((row) => `<tr class="even:bg-gray-50">${row.map((cell) => `<td class="whitespace-nowrap px-3 py-4 text-sm text-gray-500 sm:pl-0">${inline(cell)}</td>`).join('')}</tr>`).join('\n')}</tbody></table></div>`,
    })}</div>
<section class="mx-auto mt-32"><h2>${words.related}</h2>${linkList(words.links, LONG)}</section>
<section class="bg-indigo-700 py-16"><h2>${words.newsletter}</h2><form><input type="email"><button>${words.send}</button></form></section></main>
<footer class="bg-gray-900" aria-labelledby="footer-heading"><h2 id="footer-heading" class="sr-only">Footer</h2>${lines(words.footer)}${buttons(words.share)}<p class="text-xs">${words.legal}</p></footer>
${cookieBanner(words, 'class="pointer-events-none fixed inset-x-0 bottom-0"')}</body>`,
  };
};
