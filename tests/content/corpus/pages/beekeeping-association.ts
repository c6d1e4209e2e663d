import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'event',
  template: 'bootstrap',
  language: 'de',
  title: 'Imkertag im Lindenhof',
  site: 'Imkerverein Oberau',
  heldOut: true,
  menu: ['Verein', 'Kurse', 'Termine', 'Honig'],
  footer: ['Lindenhof, Talweg 4, Oberau'],
  body: `
# Imkertag im Lindenhof
Am Sonntag, dem 21. Juni 2026, von 10 bis 17 Uhr zeigen zwölf Imkerinnen und Imker, wie Honig entsteht.
## Programm
| Zeit | Was | Wo
| 10.30 Uhr | Ein Volk wird geöffnet | Wiese
| 12 Uhr | Schleudern zum Mitmachen | Scheune
| 14 Uhr | Vortrag: Wildbienen im Garten | Saal
| 15.30 Uhr | Kerzen gießen für Kinder | Hof
## Eintritt
Der Eintritt kostet 4 Euro, Kinder bis 14 Jahre kommen umsonst hinein. Wer mit dem Rad kommt, zahlt die Hälfte.
## Was es zu kaufen gibt
Zwölf Sorten Honig, das Glas ab 6,50 Euro, Met, Wachstücher und Pflanzen, die im Spätsommer blühen. Bitte bringen Sie leere Gläser zurück.
## Anfahrt
Die Linie 31 hält alle 40 Minuten am Talweg. Parkplätze gibt es nur am Sportplatz, von dort sind es zehn Minuten zu Fuß. Hunde müssen draußen bleiben.
`,
};
