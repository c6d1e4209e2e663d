/** The documentation's own search and its choice of version, for visitors and for the assistant. */
import { argument, offer } from '../assistant.js';
import { searchDocs } from './search.js';
import { currentVersion, switchVersion, VERSIONS } from './version.js';

const form = document.querySelector('.search');
const results = document.querySelector('#results');

/** @param {import('./search.js').Found[]} found @param {string} query */
function show(found, query) {
  if (!(results instanceof HTMLElement)) return;
  const heading = document.createElement('h2');
  heading.append(found.length ? `Found for “${query}”` : `Nothing found for “${query}”`);
  const list = document.createElement('ul');
  for (const { title, url, excerpt } of found) {
    const link = document.createElement('a');
    link.href = url;
    link.append(title);
    const item = document.createElement('li');
    item.append(link, document.createElement('br'), excerpt);
    list.append(item);
  }
  results.replaceChildren(heading, list);
  results.hidden = false;
}

if (form instanceof HTMLFormElement)
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const query = `${new FormData(form).get('query') ?? ''}`;
    if (query.trim()) show(await searchDocs(query), query);
  });

offer(
  {
    name: 'search_docs',
    description:
      'Searches all pages of the documentation of ferry by words and answers with the sections found.',
    confirm: false,
    parameters: {
      type: 'object',
      properties: { query: { type: 'string', description: 'A few words' } },
      required: ['query'],
    },
    async run(args) {
      const query = `${argument(args, 'query') ?? ''}`;
      const found = await searchDocs(query);
      return (
        found.map(({ title, url, excerpt }) => `${title}: ${excerpt}\nFrom: ${url}`).join('\n') ||
        'Nothing found.'
      );
    },
  },
  {
    name: 'switch_version',
    description: 'Switches the documentation to another version of ferry.',
    parameters: {
      type: 'object',
      properties: { version: { type: 'string', enum: VERSIONS, description: 'The version' } },
      required: ['version'],
    },
    run(args) {
      switchVersion(`${argument(args, 'version')}`);
      return `The documentation is now about version ${currentVersion()}.`;
    },
  },
);
