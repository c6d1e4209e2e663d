/** What the visitor wants to buy: kept in this tab, told to whoever listens. */
import { PRODUCTS } from './products.js';

const KEY = 'highfell-basket';
const MOST = 9;
const changes = new EventTarget();

/** @returns {Record<string, number>} */
function read() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? '{}');
  } catch {
    return {};
  }
}

/** @param {Record<string, number>} quantities */
function write(quantities) {
  sessionStorage.setItem(KEY, JSON.stringify(quantities));
  changes.dispatchEvent(new Event('change'));
}

/** Products with how many of each, in the shop's order. */
export function basketLines() {
  const quantities = read();
  return PRODUCTS.flatMap((product) => {
    const quantity = quantities[product.id] ?? 0;
    return quantity > 0 ? [{ product, quantity }] : [];
  });
}

/**
 * @param {import('./products.js').Product} product
 * @param {number} quantity
 */
export function add(product, quantity) {
  const quantities = read();
  const wanted = (quantities[product.id] ?? 0) + quantity;
  if (!product.stock) throw new Error(`${product.name}: sold out until next week`);
  if (wanted > Math.min(MOST, product.stock))
    throw new Error(`At most ${Math.min(MOST, product.stock)} of ${product.name} can be in the basket`);
  write({ ...quantities, [product.id]: wanted });
}

/** @param {import('./products.js').Product} product */
export function remove(product) {
  const { [product.id]: _, ...rest } = read();
  write(rest);
}

export const empty = () => write({});

export const total = () =>
  basketLines().reduce((sum, { product, quantity }) => sum + product.price * quantity, 0);

/** @param {() => void} listener */
export const onChange = (listener) => changes.addEventListener('change', listener);
