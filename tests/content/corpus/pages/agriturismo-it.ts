import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'restaurant',
  template: 'builder',
  language: 'it',
  title: 'Agriturismo Le Querce – Montefalco',
  site: 'Le Querce',
  menu: ['Cucina', 'Camere', 'Olio', 'Contatti'],
  footer: ['Podere Le Querce, via dei Frantoi 9, Montefalco', 'Da giovedì a domenica'],
  body: `
# Agriturismo Le Querce
Cucina di casa con quello che cresce nel podere: farro, ceci, olive moraiolo e quaranta galline.
## Quando siamo aperti
La cucina è aperta da giovedì a sabato a cena, dalle 19.30 alle 22, e la domenica solo a pranzo, dalle 12.30 alle 15. In gennaio e febbraio siamo chiusi.
## Il menu
| Menu | Prezzo
| Della terra, quattro portate | 34 euro
| Della domenica, sei portate | 42 euro
| Dei bambini, fino a 10 anni | 15 euro
| Vino della casa, mezzo litro | 6 euro
Il menu cambia ogni settimana e non c'è la carta. Per chi non mangia carne c'è sempre un'alternativa, senza avvisare. Per la celiachia serve un giorno di preavviso.
## Le camere
Abbiamo cinque camere, da 78 euro a notte con la colazione. La camera Gelso ha il camino, la camera Noce è senza scale. Il soggiorno minimo in agosto è di tre notti.
## L'olio
Raccogliamo a mano nella seconda metà di ottobre e moliamo entro dodici ore. La latta da tre litri costa 48 euro; spediamo in tutta Italia per 9 euro.
## Prenotare
Telefonate dopo le 16 oppure scrivete. Per gruppi oltre otto persone chiediamo una caparra di 10 euro a testa. Si paga in contanti o con la carta.
## Animali
I cani sono benvenuti in giardino e in due camere, con un supplemento di 5 euro.
`,
};
