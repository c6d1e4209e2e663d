import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'forum',
  template: 'forum',
  language: 'en',
  title: 'Squeak from bottom bracket under load - Spokes & Chains forum',
  site: 'Spokes & Chains',
  menu: ['Forums', 'Members', 'Classifieds', 'Events', 'Log in'],
  related: ['Which torque wrench?', 'Creaking seat post, solved', 'Ceramic bearings: worth it?'],
  body: `
# Squeak from bottom bracket under load
= gravelgwen, 3 March, 18:12
My 2021 Larkspur Trail squeaks once per crank turn, only when I stand on the pedals. It started after a ride in heavy rain. The bracket is a threaded BSA, 68 mm. I have already cleaned and greased the pedals. What next?
= oldspanner, 3 March, 19:40
Once per turn and only under load is the bracket or the chainring bolts nine times out of ten. Start with the bolts because it is free: take them out, clean, a drop of grease, back to 10 Nm. On the Larkspur they come from the factory dry.
= mirela_v, 3 March, 20:05
> Once per turn and only under load is the bracket or the chainring bolts
Agreed, but check the seat post too. Mine squeaked "from the bracket" for a month, and it was the post. Ride standing: if it is still there, the post is innocent.
= gravelgwen, 4 March, 17:30
It squeaks standing, so not the post. I did the bolts: three of five were below 5 Nm! Better, but not gone.
= oldspanner, 4 March, 18:02
Then the cups. You need a 16-notch tool, size BB-T25. The right-hand cup has a left-hand thread on BSA, so it loosens clockwise. Clean the threads, put on copper paste or plumber's tape, and tighten to 40 Nm. If the bearings feel rough when you turn them with a finger, put in a new one: about 22 euros for the standard one.
= gravelgwen, 6 March, 21:15
Solved. The left cup was full of grit and its bearing was rough. A new bracket for 21.90, copper paste, 40 Nm, and silence. Thank you all. The whole job took 50 minutes.
= mirela_v, 6 March, 21:48
Great. Write the date on the shell with a pencil. A bracket lives about 8,000 km here, where it rains.
`,
};
