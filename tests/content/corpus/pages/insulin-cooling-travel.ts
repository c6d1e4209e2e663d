import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'article',
  template: 'portal',
  language: 'en',
  title: 'How to travel with insulin in hot weather | Daybreak Health',
  site: 'Daybreak Health',
  menu: ['Conditions', 'Living well', 'Food', 'Fitness', 'News', 'Newsletter'],
  related: [
    'Ten snacks under 100 calories',
    'Are smart watches accurate?',
    'The walking plan for beginners',
    'What your pharmacist wishes you knew',
  ],
  comments: [
    'The clay pot trick saved my holiday in Spain.',
    'My pump manual says 40, not 37. Which is right?',
  ],
  body: `
# How to travel with insulin in hot weather
By Dr. Samuel Oyelaran. Reviewed on 2 May 2026.
Insulin is a protein, and heat spoils it. With four habits it stays good on a long journey.
## What temperature does it bear?
Unopened pens belong in a refrigerator at 2 to 8 °C and must never freeze. A pen in use keeps at room temperature, below 30 °C, for 28 days. Above 37 °C it begins to lose strength within hours.
## On a plane
Carry insulin in your hand luggage. The hold can be below freezing. Bring a letter of your doctor; airlines then let you take gel packs and needles, even above the limit of 100 millilitres. Ask the crew not to put it next to dry ice.
## In a car
Never leave it in a parked car. At 30 °C outside, the glove box reaches 60 °C in forty minutes. Keep the bag behind your seat, out of the sun, with the air conditioning on.
## Without a refrigerator
- An evaporation pouch, soaked in water for ten minutes, keeps pens below 26 °C for about 45 hours.
- A clay pot in a larger clay pot, with wet sand between them, does the same at home.
- A vacuum flask with a few ice cubes works for a day, when the pen is wrapped in a towel so that it does not touch the ice.
## How do I know that it has spoiled?
Clear insulin that looks cloudy, or that has threads in it, must be thrown away. Often nothing is seen. If your sugar is high for no reason, open a new pen.
## Time zones
For a shift of fewer than four hours change nothing. For more, ask your team two weeks before you leave. Going west the day is longer, and you may need an extra dose.
## How much to take
Take twice what you need, in two bags. Most pharmacies abroad sell other strengths: in a few countries there is still U-40.
`,
};
