import { make } from '../make.js';
import { rental } from '../rental.js';

/**
 * Tabs: arrow keys go from one to the next, and only the chosen panel is shown.
 * @param {[name: string, content: Node][]} parts
 */
function tabs(parts) {
  const buttons = parts.map(([name], at) =>
    make(
      'button',
      {
        type: 'button',
        role: 'tab',
        id: `tab-${at}`,
        'aria-controls': `panel-${at}`,
        'data-evi-click': true,
      },
      name,
    ),
  );
  const panels = parts.map(([, content], at) =>
    make('div', { role: 'tabpanel', id: `panel-${at}`, 'aria-labelledby': `tab-${at}` }, content),
  );
  let current = 0;
  /** @param {number} chosen */
  const choose = (chosen) => {
    current = chosen;
    for (const [at, button] of buttons.entries()) {
      button.setAttribute('aria-selected', `${at === chosen}`);
      button.tabIndex = at === chosen ? 0 : -1;
    }
    for (const [at, panel] of panels.entries()) panel.hidden = at !== chosen;
  };
  const list = make('div', { role: 'tablist', 'aria-label': 'About this bike' }, ...buttons);
  for (const [at, button] of buttons.entries()) button.addEventListener('click', () => choose(at));
  list.addEventListener('keydown', ({ key }) => {
    const step = key === 'ArrowRight' ? 1 : key === 'ArrowLeft' ? -1 : 0;
    const to = (current + step + buttons.length) % buttons.length;
    if (!step) return;
    choose(to);
    buttons[to]?.focus();
  });
  choose(0);
  return [list, ...panels];
}

/** @param {[string, string][]} rows */
const table = (rows) =>
  make(
    'table',
    {},
    make(
      'tbody',
      {},
      ...rows.map(([name, value]) =>
        make('tr', {}, make('th', { scope: 'row' }, name), make('td', {}, value)),
      ),
    ),
  );

/** @param {string} id @returns {Promise<import('../main.js').View>} */
export async function showBike(id) {
  const { bikes } = await rental();
  const bike = bikes.find((candidate) => candidate.id === id);
  if (!bike)
    return {
      title: 'No such bike',
      content: [
        make('h1', {}, 'We have no such bike'),
        make('p', {}, make('a', { href: '/app/' }, 'To the bikes')),
      ],
    };
  const { name, kind, about, day, week, gears, rider, weight } = bike;
  return {
    title: name,
    content: [
      make(
        'section',
        {},
        make('p', { class: 'kicker' }, kind),
        make('h1', {}, name),
        make('p', { class: 'lead' }, about),
        ...tabs([
          [
            'Details',
            table([
              ['Gears', gears],
              ['Weight', weight],
              ['Fits', rider],
            ]),
          ],
          [
            'Prices',
            table([
              ['One day', `$${day}`],
              ['One week', `$${week}`],
              ['Lock, helmet, map', 'free'],
            ]),
          ],
          [
            'Where it stands',
            make('p', {}, `${name} can be picked up at each of our three places from eight in the morning.`),
          ],
        ]),
        make('p', {}, make('a', { class: 'button', href: '/app/book' }, 'Book a bike')),
      ),
    ],
  };
}
