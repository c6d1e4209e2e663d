import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'clinic',
  template: 'elements',
  language: 'en',
  title: 'Night service for animals – Pawbridge Vets',
  site: 'Pawbridge Vets',
  menu: ['Emergencies', 'Prices', 'Team', 'Plans'],
  footer: ['Pawbridge Vets, 77 Station Road, Hexford'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'VeterinaryCare',
      name: 'Pawbridge Vets',
      telephone: '+44 1632 960 808',
    },
  ],
  body: `
# Night service for animals
A vet and a nurse are awake here every night from 7 pm to 8 am, and on Sundays all day. Call 01632 960 808 before you come, so that we can prepare.
## Come at once
- Bloat: a hard, swollen belly and retching with nothing coming up
- Fits that last longer than three minutes
- A male cat that strains and passes no urine
- Chocolate, grapes, antifreeze or rat poison, even without signs
- Breathing with an open mouth in cats
## Can wait until morning
A single bout of vomiting, a torn claw that has stopped bleeding, mild limping, and ticks.
## What it costs
| Service | Price
| Examination at night | £195
| Examination on Sunday by day | £145
| X-ray, two views | £160
| Overnight stay with a drip | £290
| Making a dog vomit | £88
We ask for a deposit of £200 at night. If money is short, tell us at the desk: the Pawbridge Fund lends up to £600 without interest.
## Which animals
Dogs, cats, rabbits and guinea pigs. For birds and reptiles call the Marsden Exotics Centre. For hedgehogs and other wild animals we charge nothing.
## Members
With the plan for £14.50 a month the night examination costs £95, and two vaccinations a year are included.
## Parking
Park in the red bays at the door. Honk twice if you cannot carry your animal: we come out with a stretcher.
`,
};
