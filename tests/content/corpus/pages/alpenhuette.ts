import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'landing',
  template: 'builder',
  language: 'de',
  title: 'Steinkarhütte, 2.134 m – Übernachten und Einkehren',
  site: 'Steinkarhütte',
  menu: ['Hütte', 'Anreise', 'Touren', 'Reservieren'],
  footer: ['Steinkarhütte, Familie Gruber, Hinterau', 'Bewirtschaftet von Mitte Juni bis Anfang Oktober'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'LodgingBusiness',
      name: 'Steinkarhütte',
      telephone: '+43 5555 96033',
    },
  ],
  body: `
# Steinkarhütte
Auf 2.134 Metern, zweieinhalb Stunden über dem Hinterautal. Wir haben 18 Betten in Zimmern und 34 Plätze im Lager.
## Preise
| Schlafplatz | Mitglieder | Gäste
| Zimmer, je Bett | 24 Euro | 38 Euro
| Lager | 14 Euro | 27 Euro
| Kinder bis 12 Jahre | 7 Euro | 13 Euro
Halbpension kostet 42 Euro für Erwachsene und 25 Euro für Kinder. Bettwäsche gibt es nicht, bitte bringen Sie einen Hüttenschlafsack mit; einen zu leihen kostet 6 Euro.
## Essen
Warme Küche von 11 bis 20 Uhr. Abendessen für Gäste, die bleiben, um 18.30 Uhr. Unsere Knödel sind ohne Fleisch, wenn Sie es sagen. Das Wasser am Brunnen ist trinkbar.
## Anreise
Von der Bushaltestelle Hinterau Kirche auf dem Weg 214, 1.050 Höhenmeter. Mit dem Rad kommt man bis zur Jausenalm, von dort sind es noch 50 Minuten zu Fuß. Der Steig über das Steinkar ist bis Ende Juni wegen Schnee gesperrt.
## Touren
- Hochkarspitze, 2.741 m: 2 Stunden, Trittsicherheit nötig
- Karsee: 35 Minuten, auch mit Kindern
- Übergang zur Falkenhütte: 6 Stunden, nur bei sicherem Wetter
## Reservieren
Telefonisch von 16 bis 18 Uhr oder online. Eine Anzahlung von 10 Euro je Person wird fällig. Bis drei Tage vorher ist das Absagen kostenlos.
## Gut zu wissen
Hunde dürfen nur im Vorraum schlafen. Duschen kostet 4 Euro für drei Minuten. Handyempfang gibt es nur hinter der Kapelle. Wir nehmen Bargeld und Karten, außer bei Gewitter.
`,
};
