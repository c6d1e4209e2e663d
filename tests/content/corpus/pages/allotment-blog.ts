import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'blog',
  template: 'blog',
  language: 'en',
  title: 'What I learned from a year of no-dig – Plot 27',
  site: 'Plot 27',
  menu: ['Home', 'About', 'Seed swap', 'Contact'],
  related: ['Slugs: a truce', 'The compost heap that caught fire', 'My favourite hoe'],
  comments: [
    'I tried this on clay and had the same thing with bindweed.',
    'How thick was the cardboard?',
    'Great post! Check out my site for cheap seeds.',
  ],
  body: `
# What I learned from a year of no-dig
Posted on 9 January by Harriet
When I took over Plot 27 it was 250 square metres of couch grass. My neighbour Stan lent me his rotavator. I left it in his shed, covered half of the plot with cardboard and compost, and dug the other half. Here is what came of it.
## The set-up
On 20 February I laid flattened boxes, two layers, without tape, over ten beds and put 15 centimetres of green-waste compost on top. Six cubic metres of it cost 210 pounds, delivered. The other ten beds I forked over, which took four weekends.
## Hours
I wrote down each hour. The dug beds took 61 hours in the year, the no-dig beds 38. Most of the difference was weeding in May and June.
## Harvest
| Crop | Dug, kg | No-dig, kg
| Potatoes | 41 | 36
| Onions | 18 | 24
| Runner beans | 22 | 23
| Carrots | 9 | 14
| Squash | 33 | 47
Potatoes did better in dug soil. Everything else did as well or better without. Carrots were straight, which they never were before.
## What went wrong
- Bindweed came straight through. Cardboard delays it by about six weeks and no more.
- Slugs love the edge of damp cardboard. I lost the first sowing of lettuce.
- One load of compost had glass in it. I sent it back, and got 70 pounds off the next.
## Would I do it again?
Yes, and I have: all twenty beds are covered now, with 5 centimetres a year from here on. Potatoes go in large pots. Stan still has his rotavator, and I still have his shed key.
## Next
In March I am holding a seed swap at the allotment hut, on Sunday the 8th from 2 pm. Bring an envelope with names on it. Tea is free, cake costs a pound.
`,
};
