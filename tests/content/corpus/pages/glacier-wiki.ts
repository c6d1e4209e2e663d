import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'article',
  template: 'wiki',
  language: 'en',
  title: 'Sorvik Glacier - Openpedia',
  site: 'Openpedia',
  menu: ['Main page', 'Contents', 'Current events', 'Random article', 'Donate'],
  related: ['Glaciers of the Sorvik range', 'Retreating glaciers', 'Landforms of Marra County'],
  body: `
# Sorvik Glacier
The Sorvik Glacier is a valley glacier in the Sorvik range of Marra County. It is 11.4 kilometres long, covers 38 square kilometres and is up to 290 metres thick. It feeds the River Lund.
| Fact | Figure
| Length | 11.4 km
| Area | 38 km² (2022)
| Highest point | 2,314 m
| Terminus | 640 m
| Status | retreating
## Geography
The glacier begins at the Tverr icefield at 2,314 metres and flows north-west in two arms, the Greater and the Lesser Sorvik, that have been apart since 1996. Its snout lies at 640 metres in a lake that formed in the 1970s and is now 84 metres deep.
## History
The first known ascent of the ice was made in 1861 by the surveyor Karl Ostmo and his sister Birgit, who measured its speed with stakes and found 61 metres a year. A stone hut of 1888 at the old margin is now 2.3 kilometres away from the ice.
A flood from the lake destroyed two bridges on 9 August 1978. No one was hurt. An outlet tunnel was cut in 1981, and the lake has been kept nine metres lower since.
## Retreat
Between 1990 and 2022 the glacier lost 17 percent of its area. The mean retreat of the snout was 22 metres a year, and 48 metres in 2018, the warmest summer on record. A study of 2020 expects the Lesser Sorvik to be gone by 2055.
## Wildlife
Reindeer cross the upper ice in June. Ice worms do not occur. On the moraines grow purple saxifrage and, since 2009, dwarf birch.
## Access
Guided walks on the ice start at Lund Lodge from mid-June to mid-September. Walking on the glacier without a guide has been forbidden since an accident in 2003. The road to the lodge is closed from November to May.
## See also
- Tverr icefield
- Lund Valley Railway
- Glacial lake outburst flood
`,
};
