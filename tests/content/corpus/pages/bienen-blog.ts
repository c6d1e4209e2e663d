import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'blog',
  template: 'blog',
  language: 'de',
  title: 'Der erste Schwarm im Mai – Hinterhofbienen',
  site: 'Hinterhofbienen',
  menu: ['Start', 'Honig', 'Kurse', 'Über Jonas'],
  body: `
# Der erste Schwarm im Mai
Am 9. Mai um halb zwölf hing er im Kirschbaum der Nachbarin: etwa 14.000 Bienen, groß wie ein Fußball, und ganz friedlich.
## Warum sie schwärmen
Das Volk war zu eng. Ich hatte den zweiten Honigraum zehn Tage zu spät aufgesetzt. Die alte Königin zieht dann mit der Hälfte aus und lässt der jungen das Haus.
## So fängt man ihn
1. Mit Wasser besprühen, dann fliegen sie weniger.
1. Einen Karton darunter halten und den Ast einmal kräftig schütteln.
1. Den Karton umgedreht auf ein Tuch stellen, mit einem Holz darunter als Eingang.
1. Bis zum Abend warten. Ist die Königin darin, ziehen alle anderen nach.
1. Drei Nächte in den kühlen Keller, danach in die neue Beute.
## Was mich überrascht hat
Keiner hat gestochen. Ein Schwarm hat keine Brut zu verteidigen, und jede Biene trägt Honig für drei Tage im Bauch.
## Darf man das?
Ein Schwarm gehört dem, dem er entflogen ist, solange er ihn verfolgt. Man darf dafür sogar fremde Gärten betreten, muss aber Schäden ersetzen. Gibt man auf, gehört er dem Finder.
## Ausblick
Das neue Volk sitzt auf sechs Rähmchen und hat schon Brut. Honig gibt es davon erst nächstes Jahr. Von den alten Völkern erwarte ich im Juni 25 Kilogramm; das Glas kostet wieder 7 Euro, Pfand 50 Cent. Der Kurs am 13. Juni ist ausgebucht, für den am 4. Juli sind noch drei Plätze frei.
`,
};
