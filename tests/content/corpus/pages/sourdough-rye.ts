import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'recipe',
  template: 'recipe',
  language: 'en',
  title: 'Dark rye sourdough without kneading | Crumb & Crust',
  site: 'Crumb & Crust',
  menu: ['Breads', 'Cakes', 'Tarts', 'Techniques', 'About Maren'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'Recipe',
      name: 'Dark rye sourdough without kneading',
      prepTime: 'PT25M',
      cookTime: 'PT70M',
      recipeYield: '1 loaf',
      nutrition: { '@type': 'NutritionInformation', calories: '186 kcal' },
      aggregateRating: { '@type': 'AggregateRating', ratingValue: '4.8', reviewCount: '213' },
    },
  ],
  comments: [
    'Made this on Sunday, came out a little dense but the taste is wonderful. Thank you!',
    'Can I use spelt instead? My flour mill was out of rye.',
    'Third loaf this month. My husband asks for it by name now.',
  ],
  related: ['Seeded crispbread', 'How to revive a tired starter', 'Potato rolls for soup days', 'Malt loaf'],
  body: `
# Dark rye sourdough without kneading
This is the loaf I bake every Thursday evening and eat from Saturday on. It needs a spoon, a tin and patience: rye has so little gluten that kneading does nothing for it.
! A dark rye loaf, cut open, beside a dish of salted butter
## What you need
- 120 g active rye starter
- 420 g wholegrain rye flour
- 380 g water at 35 °C
- 11 g fine sea salt
- 40 g dark malt syrup
- 60 g sunflower seeds, toasted
## Method
1. On the evening before, stir the starter with 150 g of the flour and 150 g of the water. Cover and leave for 12 hours at room temperature.
1. In the morning, add the other ingredients and stir for two minutes until no dry flour is left. The dough is like wet cement, and that is right.
1. Scrape into a buttered 1 kg loaf tin and smooth the top with a wet spatula.
1. Leave to rise for 2 to 3 hours, until pinholes show on the surface.
1. Bake at 230 °C for 20 minutes, then at 190 °C for 50 minutes more. The middle should reach 97 °C.
1. Turn out, cool, wrap in a linen cloth and wait 24 hours before you cut it.
## Why wait a day?
Fresh rye is gummy. The starches set slowly, and the acid of the dough spreads evenly only overnight. A loaf cut too early sticks to the knife.
## Keeping and freezing
Wrapped in linen the loaf keeps for eight days. Sliced, it freezes well for three months; toast it from frozen.
## Swaps
Honey works in place of malt syrup, but the crumb will be lighter. Do not swap the wholegrain flour for white rye: it drinks a third less water.
## Notes on salt
Eleven grams look much. Rye tastes flat with less, and the salt slows the dough just enough to fit in a working day.
`,
};
