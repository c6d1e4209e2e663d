import { lines, links, type Template } from './template.ts';

/** A single-page app: an empty root, and the content only after the data came. */
export const late: Template = ({ page, words, content }) => {
  const shell = `<div class="app-bar"><b>${page.site}</b>${links(words.menu)}</div><div class="spinner" role="status">…</div>`;
  const view = `<div class="app-bar"><b>${page.site}</b><nav>${links(words.menu)}</nav></div><div class="view" role="main">${content()}</div><div class="toast">${words.newsletter}</div><div class="status-bar">${lines(words.footer, 'span')} ${words.legal}</div>`;
  const text = (html: string): string => JSON.stringify(html).replaceAll('<', '\\u003c');
  return {
    body: `<body><div id="root"></div><script>
const root = document.querySelector('#root');
root.innerHTML = ${text(shell)};
setTimeout(() => { root.innerHTML = ${text(view)}; document.documentElement.dataset.rendered = ''; }, 150);
</script></body>`,
  };
};
