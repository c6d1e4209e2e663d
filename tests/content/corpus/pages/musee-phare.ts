import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'museum',
  template: 'semantic',
  language: 'fr',
  title: 'Préparer sa visite – Musée du Phare de Kerlouan',
  site: 'Musée du Phare',
  menu: ['Visiter', 'Expositions', 'Groupes', 'Boutique'],
  footer: ['Musée du Phare, pointe de Beg Pol', 'Ouvert d’avril à octobre, de 10 h à 18 h'],
  body: `
# Préparer sa visite
Le phare, allumé en 1864, mesure 31 mètres. On y monte par 168 marches, et la vue porte par temps clair jusqu'à l'île Vierge.
## Horaires
Le musée est ouvert tous les jours d'avril à octobre, de 10 h à 18 h. En juillet et en août il ferme à 20 h. De novembre à mars, il n'ouvre que le dimanche de 14 h à 17 h. La dernière montée a lieu une heure avant la fermeture.
## Tarifs
| Billet | Prix
| Plein tarif | 7,50 €
| De 6 à 17 ans | 4 €
| Moins de 6 ans | gratuit
| Famille, deux adultes et deux enfants | 19 €
| Visite de nuit | 12 €
Le premier dimanche du mois est gratuit pour les habitants de la commune.
## Visite de nuit
Chaque vendredi de juillet et d'août à 22 h 30, un ancien gardien raconte son métier et allume la lampe. Douze places seulement : réservez au moins trois jours avant.
## Venir
La ligne 42 s'arrête à 400 mètres. Le parking compte 60 places et coûte 3 € la journée. Par grand vent, au-delà de 90 km/h, la galerie est fermée mais le musée reste ouvert.
## Accessibilité
La salle des optiques est de plain-pied. La tour n'a pas d'ascenseur ; un film permet de voir le sommet. Les chiens ne sont pas admis, sauf les chiens guides.
## Enfants
La montée est interdite aux moins de 5 ans. Un jeu de piste, offert à la caisse, dure environ quarante minutes.
`,
};
