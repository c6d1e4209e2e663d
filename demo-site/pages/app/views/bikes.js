import { make } from '../make.js';
import { rental } from '../rental.js';

const AT_ONCE = 6;

/** @param {import('../rental.js').Bike} bike */
const card = ({ id, name, kind, day, week, about }) =>
  make(
    'li',
    { class: 'bike-card' },
    make('h3', { id }, make('a', { href: `/app/bikes/${id}` }, `${name}, ${kind.toLowerCase()}`)),
    make('p', {}, about),
    make('p', { class: 'price' }, `$${day} a day, $${week} a week`),
  );

/** The list grows as one scrolls to its end. @returns {Promise<import('../main.js').View>} */
export async function showBikes() {
  const { bikes } = await rental();
  const list = make('ul', { class: 'bikes' });
  const end = make('p', { class: 'loading' }, 'More bikes come as you scroll.');
  const more = () => {
    list.append(...bikes.slice(list.children.length, list.children.length + AT_ONCE).map(card));
    // Watched anew: of an end that stays in view, the observer would say nothing more.
    watch.disconnect();
    if (list.children.length < bikes.length) return watch.observe(end);
    end.replaceChildren(`That is all of our ${bikes.length} bikes.`);
  };
  const watch = new IntersectionObserver(([entry]) => {
    if (entry?.isIntersecting) more();
  });
  more();
  return {
    title: 'Bikes for a day or a week',
    content: [
      make(
        'section',
        { class: 'hero' },
        make('h1', {}, 'Ride along the water'),
        make(
          'p',
          { class: 'lead' },
          'Twenty four bikes at three places by the canal. Helmets, a lock and a map are included in every price.',
        ),
        make('p', {}, make('a', { class: 'button', href: '/app/book' }, 'Book a bike')),
      ),
      make('section', {}, make('h2', { id: 'bikes' }, 'Our bikes'), list, end),
    ],
  };
}
