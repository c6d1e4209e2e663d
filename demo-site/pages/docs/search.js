/** Full-text search over the documentation's own pages, which are fetched once. */

/** @typedef {{ title: string, url: string, excerpt: string }} Found */

const MOST = 5;

/** @type {Promise<Found[]> | undefined} */
let sections;

/** @param {string} address */
async function read(address) {
  const response = await fetch(address);
  const page = new DOMParser().parseFromString(await response.text(), 'text/html');
  return [...page.querySelectorAll('main section[aria-labelledby]')].map((section) => {
    const heading = section.querySelector('h2');
    const excerpt = [...section.querySelectorAll('p, pre, tr')]
      .map((part) => part.textContent?.trim())
      .join(' ');
    return { title: heading?.textContent ?? '', url: `${address}#${heading?.id ?? ''}`, excerpt };
  });
}

function all() {
  const links = [...document.querySelectorAll('.pages a')];
  const addresses = links.flatMap((link) => (link instanceof HTMLAnchorElement ? [link.href] : []));
  sections ??= Promise.all(addresses.map(read)).then((pages) => pages.flat());
  return sections;
}

/** @param {string} text @param {string} word */
const times = (text, word) => text.toLowerCase().split(word).length - 1;

/** @param {string} query @returns {Promise<Found[]>} Best first. */
export async function searchDocs(query) {
  const words = query.toLowerCase().match(/[\p{L}\p{N}_-]{2,}/gu) ?? [];
  const scored = (await all()).map((section) => {
    const found = words.filter((word) => times(`${section.title} ${section.excerpt}`, word));
    const score = found.reduce(
      (sum, word) => sum + 10 + 5 * times(section.title, word) + times(section.excerpt, word),
      0,
    );
    return { section, score };
  });
  return scored
    .filter(({ score }) => score)
    .sort((a, b) => b.score - a.score)
    .slice(0, MOST)
    .map(({ section }) => ({ ...section, excerpt: section.excerpt.slice(0, 240) }));
}
