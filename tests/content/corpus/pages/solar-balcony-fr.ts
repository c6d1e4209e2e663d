import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'blog',
  template: 'gutenberg',
  language: 'fr',
  title: 'Un an avec deux panneaux sur le balcon',
  site: 'Maison sobre',
  heldOut: true,
  menu: ['Énergie', 'Eau', 'Jardin'],
  body: `
# Un an avec deux panneaux sur le balcon
Le 12 mars dernier, j'ai accroché deux panneaux de 410 watts à la rambarde. Voici les chiffres, sans enthousiasme ni déception.
## Ce que j'ai payé
| Poste | Prix
| Panneaux et onduleur | 489 €
| Fixations | 76 €
| Compteur d'énergie | 24 €
La déclaration au gestionnaire de réseau est gratuite et m'a pris vingt minutes.
## Ce qu'ils ont produit
618 kilowattheures en douze mois, dont 71 % consommés sur place. Le meilleur jour, le 2 juin, a donné 4,1 kilowattheures, le pire, le 19 décembre, 0,1.
## Ce que j'ai économisé
À 25 centimes le kilowattheure, cela fait 110 euros. L'installation sera payée dans un peu plus de cinq ans.
## Les surprises
- Le chauffe-eau, réglé sur midi, boit presque tout.
- En juillet, la chaleur fait perdre 12 % de rendement.
- Les voisins du dessous ont demandé l'adresse du magasin.
`,
};
