/** What the shop sells. A real shop would fetch it; `stock` is what lies in the shop. */

/** @typedef {{ id: string, name: string, price: number, stock: number, page?: string }} Product */

/** @type {readonly Product[]} */
export const PRODUCTS = [
  { id: 'boots', name: 'Fell Walker boots', price: 168, stock: 14, page: 'boots.html' },
  { id: 'jacket', name: 'Drizzle rain jacket', price: 129, stock: 9, page: 'jacket.html' },
  { id: 'tent', name: 'Tarn two-person tent', price: 349, stock: 3, page: 'tent.html' },
  { id: 'stove', name: 'Ember camping stove', price: 58, stock: 21 },
  { id: 'pack', name: 'Crag backpack', price: 112, stock: 0 },
  { id: 'socks', name: 'Merino hiking socks', price: 19, stock: 60 },
];

/** @param {unknown} name The name, or the id. */
export const productNamed = (name) =>
  PRODUCTS.find((product) =>
    [product.id, product.name.toLowerCase()].includes(`${name}`.trim().toLowerCase()),
  );

/** @param {number} amount */
export const dollars = (amount) => `$${amount}`;
