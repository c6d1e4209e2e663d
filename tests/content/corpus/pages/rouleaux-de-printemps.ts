import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'recipe',
  template: 'recipe',
  language: 'fr',
  title: 'Tarte aux mirabelles de ma grand-mère',
  site: 'La Cuillère en bois',
  menu: ['Entrées', 'Plats', 'Desserts', 'Conserves'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'Recipe',
      name: 'Tarte aux mirabelles',
      cookTime: 'PT40M',
      recipeYield: '8 parts',
    },
  ],
  body: `
# Tarte aux mirabelles de ma grand-mère
En Lorraine, on la fait la dernière semaine d'août, quand les fruits tombent tout seuls. Ma grand-mère n'y mettait ni crème ni amandes.
## Ingrédients pour huit personnes
- 250 g de farine
- 125 g de beurre froid
- 1 œuf
- 80 g de sucre
- 1 kg de mirabelles bien mûres
- 2 cuillères à soupe de semoule fine
- 1 pincée de sel
## Préparation
1. Sablez la farine, le beurre, le sel et 30 g de sucre du bout des doigts.
1. Ajoutez l'œuf, formez une boule et laissez reposer une heure au frais.
1. Lavez et dénoyautez les mirabelles, sans les séparer tout à fait.
1. Étalez la pâte dans un moule de 28 cm et saupoudrez de semoule : elle boit le jus.
1. Rangez les fruits debout, serrés, l'ouverture vers le haut.
1. Enfournez à 200 °C pendant 40 minutes, puis ajoutez le reste du sucre à la sortie du four.
## Pourquoi le sucre à la fin ?
Le sucre fait sortir le jus. Mis avant la cuisson, il détrempe la pâte.
## Avec des fruits surgelés
Ne les décongelez pas. Comptez dix minutes de cuisson en plus et une cuillère de semoule supplémentaire.
## Conservation
La tarte se mange le jour même. Le lendemain, passez-la dix minutes au four à 150 °C. Elle ne se congèle pas.
`,
};
