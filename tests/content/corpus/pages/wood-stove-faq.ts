import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'docs',
  template: 'accordion',
  language: 'en',
  title: 'Questions about wood stoves - Emberline',
  site: 'Emberline',
  menu: ['Stoves', 'Dealers', 'Support', 'Manuals'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'FAQPage',
      mainEntity: [
        {
          '@type': 'Question',
          name: 'How dry must wood be?',
          acceptedAnswer: { '@type': 'Answer', text: 'Below 20 percent of moisture.' },
        },
      ],
    },
  ],
  body: `
# Questions about wood stoves
The questions that our support hears most, with short answers. For others call 0800 555 0131, weekdays from 8 to 16.
## Before you buy
? Which size do I need?
Reckon with 1 kilowatt for 14 square metres in an old house and for 25 in an insulated one. A stove that is too large burns badly, because it is always turned down.
? Do I need a permit?
A chimney sweep must inspect the flue before the first fire. In smoke control areas only our models E3, E5 and E7 are allowed.
? How far from the wall must it stand?
15 centimetres from brick, 45 from wood or plasterboard, and 80 in front of the glass.
## Wood
? How dry must wood be?
Below 20 percent of moisture. Split wood needs 18 months under a roof; oak needs two years. We sell a moisture meter for 24 dollars.
? What must not be burned?
Painted or glued wood, driftwood, cardboard and coal. Driftwood's salt eats the steel within two winters.
## Fire
? How do I light it from above?
Put the logs below, kindling on top, and light the top. Open both air slides fully, and close the lower one after 15 minutes.
? Why is the glass black?
The wood is wet or the air was closed too early. Wipe the cold glass with damp newspaper dipped in ash.
## Care
? How often is the chimney swept?
Twice in a heating season. Ask the sweep to look at the baffle plate, which lasts about six years and costs 85 dollars.
? What does the warranty cover?
Ten years for the body, two for glass and seals. Firebricks are worn by use and are not covered.
`,
};
