import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'app',
  template: 'late',
  language: 'de',
  title: 'Meine Ausleihen – Stadtbücherei',
  site: 'Stadtbücherei Wendheim',
  menu: ['Suche', 'Mein Konto', 'Onleihe', 'Hilfe'],
  body: `
# Meine Ausleihen
Sie haben 6 Medien ausgeliehen, 1 davon ist überfällig. Ihr Ausweis gilt bis zum 30. September 2026.
## Fällig
| Titel | Fällig am | Verlängert
| Das Moor im Winter | 2. Juni | 2 von 3
| Brettspiel: Hafenstadt | 28. Mai, überfällig | nicht möglich
| Dänisch in dreißig Tagen | 11. Juni | 0 von 3
| Der stille Kanal (Hörbuch) | 11. Juni | 1 von 3
## Gebühren
Für das überfällige Spiel sind bisher 1,50 Euro angefallen, 50 Cent je Tag, höchstens 10 Euro. Ab 15 Euro offener Gebühren wird der Ausweis gesperrt.
## Vormerkungen
„Die Uhrmacherin von Brügge“ liegt seit gestern für Sie bereit und wird bis Samstag, 14 Uhr, zurückgelegt. Bei „Salz und Asche“ sind noch vier Personen vor Ihnen.
## Verlängern
Bücher können dreimal um vier Wochen verlängert werden, Filme einmal um eine Woche, Spiele gar nicht. Vorgemerkte Titel lassen sich nicht verlängern.
## Rückgabe
Der Rückgabekasten am Eingang ist Tag und Nacht offen. Spiele und Instrumente bitte nur am Schalter abgeben, montags bis samstags von 10 bis 18 Uhr.
`,
};
