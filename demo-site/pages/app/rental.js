/** Bikes, places and what is still free, fetched once. Bookings stay in this tab. */

/** @typedef {{ id: string, name: string, kind: string, day: number, week: number, about: string, gears: string, rider: string, weight: string }} Bike */
/** @typedef {{ places: string[], free: Record<string, number>, bikes: Bike[], questions: { question: string, answer: string }[] }} Rental */
/** @typedef {{ name: string, email: string, date: string, bikes: number, place: string, helmet: boolean }} Booking */

const KEY = 'towpath-bookings';
const DAY_MS = 86_400_000;

/** @type {Promise<Rental> | undefined} */
let fetched;

/** @returns {Promise<Rental>} */
export function rental() {
  fetched ??= fetch('/app/rental.json').then((response) => response.json());
  return fetched;
}

/** @returns {Booking[]} */
export function bookings() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '[]');
  } catch {
    return [];
  }
}

/** @param {Date} date */
const iso = (date) =>
  [date.getFullYear(), date.getMonth() + 1, date.getDate()]
    .map((part) => `${part}`.padStart(2, '0'))
    .join('-');

/** @param {string} date */
export const weekday = (date) => new Date(`${date}T12:00`).toLocaleDateString('en', { weekday: 'long' });

/**
 * A day as a form has it (2026-05-31), from that or from words: today, tomorrow, Saturday.
 * @param {unknown} words
 */
export function readDate(words) {
  const text = `${words}`.trim().toLowerCase();
  if (/^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(text))) return text;
  const next = Array.from({ length: 7 }, (_, days) => iso(new Date(Date.now() + days * DAY_MS)));
  const [today = '', tomorrow = ''] = next;
  if (text === 'today') return today;
  if (text === 'tomorrow') return tomorrow;
  const named = next.find((date) => text.replace(/^(on|next|this) /, '') === weekday(date).toLowerCase());
  if (!named) throw new Error('The date has to be like 2026-05-31, or a day of the week');
  return named;
}

/** @param {string} date */
export async function freeOn(date) {
  const { free } = await rental();
  const taken = bookings().reduce((sum, booking) => sum + (booking.date === date ? booking.bikes : 0), 0);
  return Math.max(0, (free[weekday(date)] ?? 0) - taken);
}

/** @param {Booking} booking */
export async function book(booking) {
  const { places } = await rental();
  if (!booking.name.trim()) throw new Error('A booking needs a name');
  if (!places.includes(booking.place)) throw new Error(`The place has to be one of: ${places.join(', ')}`);
  if (!Number.isInteger(booking.bikes) || booking.bikes < 1) throw new Error('Book one bike or more');
  const free = await freeOn(booking.date);
  if (booking.bikes > free)
    throw new Error(`Only ${free} bikes are free on ${weekday(booking.date)}, ${booking.date}`);
  sessionStorage.setItem(KEY, JSON.stringify([...bookings(), booking]));
}
