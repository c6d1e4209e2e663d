import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'government',
  template: 'government',
  language: 'de',
  title: 'Wohnsitz ummelden – Stadt Ahrenfeld',
  site: 'Stadt Ahrenfeld',
  menu: ['Bürgerservice', 'Rathaus', 'Wirtschaft', 'Kultur', 'Stadtplan'],
  footer: [
    'Bürgerbüro Ahrenfeld, Marktstraße 12',
    'Montag, Dienstag, Freitag 8 bis 13 Uhr, Donnerstag 8 bis 18 Uhr',
  ],
  body: `
# Wohnsitz ummelden
Wenn Sie umziehen, müssen Sie sich innerhalb von zwei Wochen nach dem Einzug im Bürgerbüro ummelden. Vor dem Einzug ist das nicht möglich.
## Was Sie mitbringen
- Personalausweis oder Reisepass aller Personen, die umziehen
- Wohnungsgeberbestätigung, vom Vermieter unterschrieben
- bei Kindern mit einem sorgeberechtigten Elternteil: Einverständnis des anderen
Der Mietvertrag reicht nicht aus.
## Kosten
| Leistung | Gebühr
| Ummeldung | kostenlos
| Meldebescheinigung | 9,00 Euro
| Adresse im Fahrzeugschein ändern | 11,50 Euro
| Neuer Personalausweis, ab 24 Jahre | 37,00 Euro
## Termin
Termine werden vier Wochen im Voraus vergeben, neue jeden Morgen um 7 Uhr. Ohne Termin können Sie donnerstags von 14 bis 18 Uhr kommen; die Wartezeit beträgt dann im Schnitt 50 Minuten.
## Wer kann mich vertreten?
Ehepartner und volljährige Kinder mit derselben neuen Adresse können sich gegenseitig ummelden. Andere brauchen eine Vollmacht und Ihren Ausweis im Original.
## Bußgeld
Wer sich zu spät ummeldet, zahlt in der Regel 25 Euro, nach drei Monaten 75 Euro.
## Hunde, Auto, Müll
Den Hund melden Sie im selben Termin um. Die Steuer beträgt 96 Euro im Jahr für den ersten Hund. Die Mülltonnen bestellen Sie beim Abfallhof unter 05551 960 40. Ihr Kennzeichen dürfen Sie behalten.
## Online
Mit Online-Ausweis und PIN geht die Ummeldung auch von zu Hause. Der Aufkleber für den Ausweis kommt nach etwa fünf Werktagen mit der Post.
`,
};
