import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'article',
  template: 'portal',
  language: 'en',
  title: 'Moving a piano without tears – The Household Desk',
  site: 'The Household Desk',
  menu: ['Home', 'Money', 'Garden', 'Repairs', 'Letters'],
  body: `
# Moving a piano without tears
By Rosalind Achebe
An upright weighs between 180 and 300 kilograms, and nearly all of it is iron. Here is when to do it yourself, when not, and what it costs.
## When not to
If there are more than three steps, a turn on the stairs, or a grand piano, pay somebody. Of 40 movers that we asked, 36 had repaired an instrument after friends had tried.
## What movers charge
| Move | Typical price
| Upright, ground floor, within the town | £140 to £220
| Each flight of stairs | £40 to £60
| Grand, within the town | £320 to £480
| Crane, half a day | £650
Prices rise by a fifth at the end of the month. Ask whether they are insured for at least £10,000, and whether that covers the floor.
## Doing it on one floor
1. Lock the lid and take off what can be taken off, such as candle holders.
1. Wrap it in two blankets, and tape the blankets, never the wood.
1. Three people lift one end on a piano dolly. Hire costs about £18 a day.
1. Push, never pull. Lay boards over thresholds.
1. Keep it upright. An upright on its side may never be in tune again.
## After the move
Let it stand for two to three weeks before you have it tuned, as it must get used to the air. Keep it 20 centimetres from a radiator at the least, and not between two windows. The humidity should be between 45 and 60 percent.
## If something breaks
Photograph it before anybody leaves. Claims must reach the mover within seven days. A broken leg costs about £120, a cracked sound board more than most pianos are worth.
`,
};
