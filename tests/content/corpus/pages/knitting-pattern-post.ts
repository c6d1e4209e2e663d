import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'blog',
  template: 'gutenberg',
  language: 'en',
  title: 'A hat in one evening',
  site: 'Two Needles',
  heldOut: true,
  menu: ['Patterns', 'Yarn', 'Repairs'],
  body: `
# A hat in one evening
My niece lost hers on the tram at five, and by eleven she had a new one. Here is how, for a head of 54 centimetres.
## What you need
- 90 grams of chunky wool, such as the rest of a pullover
- a circular needle of 8 millimetres, 40 centimetres long
- five double-pointed needles of the same size
- a blunt needle to sew in the ends
## Tension
Eleven stitches and fifteen rows are ten centimetres. If you get twelve, take a thicker needle.
## Knitting
1. Cast on 56 stitches loosely and join in the round.
1. Knit two, purl two for 6 centimetres.
1. Knit plainly until the hat measures 17 centimetres.
1. Decrease: knit six, knit two together, seven times around. Then with five between, with four, and so on.
1. With 14 stitches left, cut the wool, draw it through and pull.
## A bobble
Wind 60 turns around four fingers, tie in the middle and trim. It takes 15 grams more.
## Washing
By hand at 30 degrees. In a machine it fits a doll afterwards.
`,
};
