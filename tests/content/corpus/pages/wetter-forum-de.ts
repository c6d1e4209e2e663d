import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'forum',
  template: 'forum',
  language: 'de',
  title: 'Balkonkraftwerk: Wechselrichter schaltet mittags ab',
  site: 'Solarforum',
  menu: ['Themen', 'Neu', 'Mitglieder', 'Anmelden'],
  body: `
# Balkonkraftwerk: Wechselrichter schaltet mittags ab
= Rike77, 4. April, 13:20
Zwei Module mit je 430 Watt, Wechselrichter 800 Watt, Südbalkon. Jeden Tag zwischen 12 und 14 Uhr geht er für zehn Minuten aus und meldet Fehler F12. Morgens läuft alles.
= dachdecker_tom, 4. April, 14:05
F12 ist bei dem Gerät Übertemperatur. Hängt er in der Sonne? Meiner wurde hinter dem Modul 81 Grad heiß, bei 80 schaltet er ab.
= Rike77, 4. April, 14:31
Ja, direkt auf dem Blech, ohne Abstand.
= Netzfrequenz, 4. April, 18:48
Prüf auch die Spannung an der Steckdose. Über 253 Volt muss er abschalten, das wäre aber F07. Also wirklich die Wärme.
= dachdecker_tom, 4. April, 19:10
Zwei Winkel aus Aluminium, drei Zentimeter Abstand zum Blech, im Schatten. Kostet 6 Euro im Baumarkt.
= Rike77, 9. April, 20:02
Gemacht, mit vier Zentimetern. Seitdem höchstens 63 Grad und keine Abschaltung mehr. Heute 3,9 kWh, Rekord. Danke!
`,
};
