import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'article',
  template: 'semantic',
  language: 'en',
  title: 'The short-eared owls of the eastern fens',
  site: 'Field Notes Quarterly',
  menu: ['Birds', 'Plants', 'Insects', 'Weather', 'Subscribe'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'Article',
      headline: 'The short-eared owls of the eastern fens',
      author: { '@type': 'Person', name: 'Ines Calloway' },
      datePublished: '2025-11-14',
    },
  ],
  related: ['When the cranes returned', 'A year on a reed bed', 'What barn owls eat in hard winters'],
  comments: [
    'We saw three at Wicken last week, just before dusk.',
    'Lovely piece. Is the count open to beginners?',
  ],
  body: `
# The short-eared owls of the eastern fens
By Ines Calloway, 14 November 2025
At half past three on a November afternoon the light over Harrow Fen turns the colour of weak tea, and the owls come out. They fly by day, which no other owl of this country does so willingly, and low, as if the grass held them on a string.
! A short-eared owl in flight, low over yellow grass
## A winter guest
Most of them are not ours. Rings read by volunteers since 1987 show that about seven in ten come from Norway and Finland, crossing the North Sea in October when the north-easterlies blow. Some fly 1,200 kilometres in two nights.
They stay where there are voles. In a good vole year the Trust counts 60 owls between Harrow and Mere Bank; in a poor one fewer than ten. The winter of 2021, after a wet spring had drowned the burrows, brought four.
## How they are counted
Counters stand at nineteen fixed points at the same hour, on the second Sunday of December and of February. Each writes down the minute and the direction of every owl. Afterwards the lists are laid side by side, and owls that were seen twice are struck out.
"It is accountancy in the cold," says Tom Verrall, who has led the count for twenty-two years. "But the number at the end is honest."
## What threatens them
- Drained grassland: the fens have lost 340 hectares of rough pasture since 2005.
- Dogs off the lead, which put roosting owls to flight. An owl that is flushed three times in a day does not eat enough.
- Rodenticides. Of eleven dead owls examined in 2023, eight carried traces.
## What helps
Farmers who leave a margin of six metres uncut until March are paid 440 pounds a hectare under the Rough Margins scheme. Twenty-six farms have joined. On their land voles are three times as many as elsewhere.
## To see them
Go to the Mere Bank hide between three and dusk, from November to the end of February. Stay on the bank, keep dogs on a lead, and bring a thermos. The hide seats eight and is open to all without charge.
`,
};
