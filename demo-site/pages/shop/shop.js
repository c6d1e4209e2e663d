/** Buttons and the basket's number, the same on every page of the shop. */
import { add, basketLines, onChange } from './basket.js';
import { productNamed } from './products.js';
import './tools.js';

const status = document.querySelector('.told');

function count() {
  const number = basketLines().reduce((sum, { quantity }) => sum + quantity, 0);
  for (const place of document.querySelectorAll('.count')) place.replaceChildren(`${number}`);
}

for (const button of document.querySelectorAll('button[data-add]'))
  button.addEventListener('click', () => {
    const product = button instanceof HTMLElement && productNamed(button.dataset.add);
    if (!product) return;
    try {
      add(product, 1);
      status?.replaceChildren(`${product.name} is in your basket.`);
    } catch (error) {
      status?.replaceChildren(error instanceof Error ? `${error.message}.` : '');
    }
  });

for (const button of document.querySelectorAll('button[aria-controls]'))
  button.addEventListener('click', () => {
    const part = document.getElementById(button.getAttribute('aria-controls') ?? '');
    if (!part) return;
    part.hidden = !part.hidden;
    button.setAttribute('aria-expanded', `${!part.hidden}`);
  });

onChange(count);
count();
