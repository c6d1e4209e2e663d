import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'article',
  template: 'utility',
  language: 'de',
  title: 'Acht Waschmaschinen im Test: leise muss nicht teuer sein',
  site: 'Haus & Markt',
  menu: ['Tests', 'Küche', 'Garten', 'Energie', 'Recht', 'Abo'],
  body: `
# Acht Waschmaschinen im Test: leise muss nicht teuer sein
Von Katrin Lohmann, 18. März 2026
Wir haben acht Geräte mit 8 Kilogramm Fassung ein halbes Jahr lang waschen lassen. Die Überraschung: Das zweitbilligste ist auch das leiseste.
## So haben wir geprüft
Jede Maschine lief 340-mal mit derselben Wäsche. Gemessen wurden Strom, Wasser, Lautstärke beim Schleudern und wie viel von Rotwein, Blut und Kakao übrig blieb. Nach der Hälfte haben wir den Zulauf absichtlich verkalkt.
## Ergebnisse
| Gerät | Preis | Note | Schleudern | Strom im Jahr
| Brandis W8 | 649 Euro | 1,7 | 71 dB | 48 kWh
| Alto Clean 800 | 429 Euro | 1,9 | 68 dB | 52 kWh
| Nordwerk 8S | 899 Euro | 2,1 | 72 dB | 44 kWh
| Velta Eco | 379 Euro | 2,8 | 76 dB | 61 kWh
| Kaskade Pro | 729 Euro | 3,3 | 79 dB | 50 kWh
## Der Sieger
Die Brandis wäscht am saubersten und braucht im Sparprogramm 42 Liter. Das Programm dauert allerdings drei Stunden und vierzig Minuten.
## Der Preistipp
Die Alto kostet 220 Euro weniger, ist mit 68 Dezibel leiser als alle anderen, lässt aber Kakao zurück. Ihre Tür öffnet nur bis 120 Grad, das stört in engen Bädern.
## Durchgefallen
Bei der Kaskade brach nach 212 Wäschen ein Stoßdämpfer. Ein Ersatz hätte 164 Euro gekostet. Der Hersteller nennt es einen Einzelfall.
## Unser Rat
- Achten Sie auf die Garantie: Zehn Jahre auf den Motor heißt nicht zehn Jahre auf die Elektronik.
- Waschen Sie einmal im Monat bei 60 Grad, sonst riecht die Maschine.
- Weichspüler verkürzt das Leben der Dichtung.
`,
};
