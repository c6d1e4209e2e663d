import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'landing',
  template: 'hashed',
  language: 'fr',
  title: 'Assurance vélo – Roulibre',
  site: 'Roulibre',
  menu: ['Garanties', 'Tarifs', 'Sinistre', 'Aide'],
  body: `
# L'assurance vélo sans surprise
Vol, casse, assistance : votre vélo est couvert dès le lendemain de la souscription.
## Nos formules
| Formule | Prix par mois | Valeur maximale | Franchise
| Ville | 5,90 € | 1 500 € | 10 %
| Route | 9,40 € | 4 000 € | 10 %
| Cargo | 14,90 € | 9 000 € | 5 %
## Ce qui est couvert
- Le vol, si le cadre était attaché à un point fixe avec un antivol agréé
- La casse accidentelle, même par votre faute
- La batterie, jusqu'à cinq ans après l'achat
- Le retour à la maison au-delà de 3 kilomètres
## Ce qui ne l'est pas
L'usure, les pneus, les accessoires qui se détachent sans outil, et les vélos de location. Dans un local commun, l'antivol reste obligatoire.
## Questions
? Puis-je assurer un vélo d'occasion ?
Oui, avec une facture ou une attestation de vente, s'il a moins de six ans.
? En combien de temps suis-je remboursé ?
Dix jours ouvrés après réception du dépôt de plainte et de la facture.
? Comment résilier ?
À tout moment, en ligne. Le contrat s'arrête à la fin du mois.
## Déclarer un sinistre
Vous avez cinq jours, deux en cas de vol. Photographiez l'antivol, déposez plainte, puis remplissez le formulaire : il prend six minutes.
`,
};
