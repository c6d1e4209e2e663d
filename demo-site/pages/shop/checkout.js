/** The basket's page: its lines, its total, and a checkout that ends in this browser. */
import { basketLines, empty, onChange, remove, total } from './basket.js';
import { dollars } from './products.js';

const FREE_DELIVERY = 100;
const DELIVERY = 6;
const rows = document.querySelector('#lines');
const sums = document.querySelector('#sums');
const full = document.querySelector('#full');
const none = document.querySelector('#none');
const form = document.querySelector('#checkout');

/** @param {ReturnType<typeof basketLines>[number]} line */
function row({ product, quantity }) {
  const element = document.createElement('tr');
  const head = document.createElement('th');
  head.scope = 'row';
  head.append(product.name);
  const cells = [`${quantity}`, dollars(product.price * quantity)].map((text) => {
    const cell = document.createElement('td');
    cell.append(text);
    return cell;
  });
  const button = document.createElement('button');
  button.type = 'button';
  button.className = 'plain';
  button.append('Remove');
  button.setAttribute('aria-label', `Remove ${product.name}`);
  button.addEventListener('click', () => remove(product));
  const last = document.createElement('td');
  last.append(button);
  element.append(head, ...cells, last);
  return element;
}

function draw() {
  const lines = basketLines();
  const delivery = total() >= FREE_DELIVERY ? 0 : DELIVERY;
  rows?.replaceChildren(...lines.map(row));
  sums?.replaceChildren(
    `Delivery ${delivery ? dollars(delivery) : 'is free'}. Together ${dollars(total() + delivery)}.`,
  );
  if (full instanceof HTMLElement) full.hidden = !lines.length;
  if (none instanceof HTMLElement) none.hidden = !!lines.length;
}

if (form instanceof HTMLFormElement)
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    form.reset();
    empty();
    document
      .querySelector('.told')
      ?.replaceChildren(
        'Thank you. A real shop would pack your order now; nothing was sent and nothing was charged.',
      );
  });

onChange(draw);
draw();
