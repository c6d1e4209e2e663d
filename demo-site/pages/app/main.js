/** One page, several addresses: what each shows is drawn here, and the History API does the rest. */

import { make } from './make.js';
import { showBike } from './views/bike.js';
import { showBikes } from './views/bikes.js';
import { showBook } from './views/book.js';
import { showHelp } from './views/help.js';
import './tools.js';

/** @typedef {{ title: string, content: Node[] }} View */

const main = document.querySelector('main');

/** @param {string} path @returns {Promise<View>} */
function viewOf(path) {
  const [, place = '', id = ''] = /^\/app\/(\w*)\/?([\w-]*)\/?$/.exec(path) ?? [];
  if (place === 'book') return showBook();
  if (place === 'help') return showHelp();
  if (place === 'bikes' && id) return showBike(id);
  if (!place) return showBikes();
  return Promise.resolve({
    title: 'Not found',
    content: [
      make('h1', {}, 'There is nothing here'),
      make('p', {}, make('a', { href: '/app/' }, 'To the bikes')),
    ],
  });
}

/** @param {boolean} moved The visitor went here, so keyboard and screen reader go along. */
async function draw(moved) {
  const { pathname } = location;
  const { title, content } = await viewOf(pathname);
  // Another press may have come while this was fetched.
  if (pathname !== location.pathname) return;
  document.title = `${title}: Towpath Bikes`;
  main?.replaceChildren(...content);
  for (const link of document.querySelectorAll('.top nav a'))
    if (link.getAttribute('href') === pathname) link.setAttribute('aria-current', 'page');
    else link.removeAttribute('aria-current');
  if (!moved) return;
  scrollTo(0, 0);
  main?.focus({ preventScroll: true });
}

/** @param {string} path */
function goTo(path) {
  history.pushState(null, '', path);
  return draw(true);
}

document.addEventListener('click', (event) => {
  const link = event.target instanceof Element && event.target.closest('a');
  if (!link || event.defaultPrevented || event.ctrlKey || event.metaKey || event.shiftKey) return;
  const url = new URL(link.href);
  if (url.origin !== location.origin || !url.pathname.startsWith('/app/') || url.hash) return;
  event.preventDefault();
  void goTo(url.pathname);
});
addEventListener('popstate', () => void draw(true));
void draw(false);
