/** What the assistant may ask the rental and, after the visitor's yes, book. */
import { argument, offer } from '../assistant.js';
import { book, freeOn, readDate, weekday } from './rental.js';
import { told } from './views/book.js';

const DATE = { type: 'string', description: 'The day: a date like 2026-05-31, or a day of the week' };
const BIKES = { type: 'integer', minimum: 1, maximum: 12, description: 'How many bikes' };

offer(
  {
    name: 'check_availability',
    description: 'Tells how many bikes are free on a day.',
    confirm: false,
    parameters: { type: 'object', properties: { date: DATE, bikes: BIKES }, required: ['date'] },
    async run(args) {
      const date = readDate(argument(args, 'date'));
      const wanted = Number(argument(args, 'bikes') ?? 1);
      const free = await freeOn(date);
      const counted = free === 1 ? 'one bike is free' : `${free} bikes are free`;
      return `On ${weekday(date)}, ${date}, ${counted}${wanted > free ? `, so not ${wanted}` : ''}.`;
    },
  },
  {
    name: 'book',
    description: 'Books bikes for a day.',
    parameters: {
      type: 'object',
      properties: {
        date: DATE,
        bikes: BIKES,
        place: {
          type: 'string',
          enum: ['Lock House', 'Central station', 'Harbour'],
          description: 'Pick-up place',
        },
        name: { type: 'string', description: 'Name of the visitor' },
      },
      required: ['date'],
    },
    async run(args) {
      const booking = {
        name: `${argument(args, 'name') ?? 'you'}`,
        email: '',
        date: readDate(argument(args, 'date')),
        bikes: Number(argument(args, 'bikes') ?? 1),
        place: `${argument(args, 'place') ?? 'Lock House'}`,
        helmet: false,
      };
      await book(booking);
      return `Booked. ${told(booking)}`;
    },
  },
);
