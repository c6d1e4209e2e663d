import { make } from '../make.js';
import { book, readDate, rental, weekday } from '../rental.js';

/** @param {string} label @param {HTMLElement} control */
const labelled = (label, control) => make('label', {}, label, control);

/** @param {import('../rental.js').Booking} booking */
export const told = ({ name, date, bikes, place, helmet }) =>
  `${bikes === 1 ? 'One bike' : `${bikes} bikes`} for ${name}: ${weekday(date)}, ${date}, at ${place}${helmet ? ', with helmets' : ''}.`;

/** @returns {Promise<import('../main.js').View>} */
export async function showBook() {
  const { places } = await rental();
  const status = make('p', { class: 'told', role: 'status' });
  const form = make(
    'form',
    { class: 'form' },
    labelled('Name', make('input', { name: 'name', autocomplete: 'name', required: true })),
    labelled(
      'E-mail',
      make('input', { name: 'email', type: 'email', autocomplete: 'email', required: true }),
    ),
    labelled('Date', make('input', { name: 'date', type: 'date', required: true })),
    labelled(
      'How many bikes',
      make('input', { name: 'bikes', type: 'number', min: '1', max: '12', value: '1', required: true }),
    ),
    labelled(
      'Pick-up place',
      make('select', { name: 'place' }, ...places.map((place) => make('option', {}, place))),
    ),
    make(
      'label',
      { class: 'box' },
      make('input', { type: 'checkbox', name: 'helmet' }),
      'A helmet for everyone',
    ),
    make('button', { type: 'submit', class: 'button' }, 'Book'),
    status,
  );
  form.addEventListener('submit', async (event) => {
    event.preventDefault();
    const data = new FormData(form);
    const text = (/** @type {string} */ name) => `${data.get(name) ?? ''}`;
    try {
      const booking = {
        name: text('name'),
        email: text('email'),
        date: readDate(text('date')),
        bikes: Number(text('bikes')),
        place: text('place'),
        helmet: data.has('helmet'),
      };
      await book(booking);
      form.reset();
      status.replaceChildren(`Booked. ${told(booking)}`);
    } catch (error) {
      status.replaceChildren(error instanceof Error ? `${error.message}.` : '');
    }
  });
  return {
    title: 'Book',
    content: [
      make(
        'section',
        {},
        make('h1', {}, 'Book a bike'),
        make(
          'p',
          { class: 'lead' },
          'You pay when you bring the bike back. Until six in the evening of the day before you can cancel for free.',
        ),
        form,
      ),
    ],
  };
}
