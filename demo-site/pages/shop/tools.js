/** What the assistant may do in the shop. Adding asks the visitor first; looking does not. */
import { argument, offer } from '../assistant.js';
import { add, basketLines, total } from './basket.js';
import { dollars, PRODUCTS, productNamed } from './products.js';

/** Longest foot in centimetres that each size takes. */
const SIZES = [
  [23.5, 37],
  [24.1, 38],
  [24.8, 39],
  [25.4, 40],
  [26, 41],
  [26.7, 42],
  [27.3, 43],
  [28, 44],
  [28.6, 45],
];

const inBasket = () =>
  basketLines()
    .map(({ product, quantity }) => `${quantity} × ${product.name}, ${dollars(product.price * quantity)}`)
    .join('; ');

offer(
  {
    name: 'add_to_basket',
    description: 'Puts a product into the basket.',
    parameters: {
      type: 'object',
      properties: {
        product: {
          type: 'string',
          enum: PRODUCTS.map(({ name }) => name),
          description: 'Name of the product',
        },
        quantity: { type: 'integer', minimum: 1, maximum: 9, description: 'How many' },
      },
      required: ['product'],
    },
    run(args) {
      const product = productNamed(argument(args, 'product'));
      const quantity = Number(argument(args, 'quantity') ?? 1);
      if (!product) throw new Error(`The shop has only: ${PRODUCTS.map(({ name }) => name).join(', ')}`);
      if (!Number.isInteger(quantity) || quantity < 1) throw new Error('The quantity has to be 1 or more');
      add(product, quantity);
      return `Added ${quantity} × ${product.name}. The basket comes to ${dollars(total())}.`;
    },
  },
  {
    name: 'get_basket',
    description: 'Tells what is in the visitor’s basket and what it costs together.',
    confirm: false,
    run: () =>
      total() ? `In the basket: ${inBasket()}. Together ${dollars(total())}.` : 'The basket is empty.',
  },
  {
    name: 'size_advice',
    description: 'Finds the boot size that fits a foot of so many centimetres.',
    confirm: false,
    parameters: {
      type: 'object',
      properties: {
        foot_length: {
          type: 'number',
          minimum: 15,
          maximum: 35,
          description: 'Length of the longer foot in centimetres',
        },
      },
      required: ['foot_length'],
    },
    run(args) {
      const length = Number(argument(args, 'foot_length'));
      if (!(length > 15 && length < 35))
        throw new Error('The length has to be in centimetres, from 15 to 35');
      const fits = SIZES.find(([longest = 0]) => length <= longest);
      return fits && length > 22.5
        ? `For a foot of ${length} centimetres we recommend size ${fits[1]}.`
        : 'We have no boots for a foot of this length: ours go from size 37 to size 45.';
    },
  },
);
