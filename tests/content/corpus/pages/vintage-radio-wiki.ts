import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'article',
  template: 'wiki',
  language: 'en',
  title: 'Orbita 6 (receiver) - Radiopedia',
  site: 'Radiopedia',
  menu: ['Home', 'Makers', 'Valves', 'Forum', 'Random set'],
  related: ['Orbita 4', 'Valve receivers', 'Bakelite'],
  body: `
# Orbita 6
The Orbita 6 is a table receiver that the Tesmer works in Lodz built from 1957 to 1961. About 84,000 were made, in walnut, in cream and, for export, in red.
| Fact | Figure
| Maker | Tesmer
| Years | 1957 to 1961
| Valves | 6
| Bands | long, medium, short, VHF
| Weight | 8.2 kg
| Power | 48 W at 220 V
## Circuit
It is a superheterodyne with an intermediate frequency of 465 kHz for AM and 10.7 MHz for FM. The output valve, an EL84, gives 3.5 watts to two loudspeakers. A third one can be plugged in.
## Cabinet
The cabinet was drawn by Hanna Wolska, then 24 years old and the first woman in the firm's drawing office. The glass dial names 62 stations, eleven of which never existed: they filled gaps in the row.
## Faults
- The paper condensers beside the EL84 leak, and must be replaced before the set is switched on.
- The drive cord, 1.4 metres of it, breaks at the left pulley.
- The selenium rectifier smells of garlic when it fails; open a window.
## Prices
When new the set cost 2,400 zloty, about two months' wages. A working set in walnut sold for 180 to 260 euros in 2025, a red one for 900.
## Museums
Sets can be seen in the Museum of Technology in Warsaw and, playing, in the café of the Radio House in Lodz.
`,
};
