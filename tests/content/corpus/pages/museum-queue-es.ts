import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'article',
  template: 'magazine',
  language: 'es',
  title: 'Por qué el museo abre de noche',
  site: 'La Plaza',
  heldOut: true,
  menu: ['Ciudad', 'Cultura', 'Opinión'],
  body: `
# Por qué el museo abre de noche
Desde el 3 de marzo, el Museo del Agua abre los jueves de 20 a 1 de la madrugada. En tres meses han entrado 18.400 personas, más que en todo el invierno anterior.
! La fachada del museo, iluminada de azul
## Una idea de los vigilantes
La propuesta no vino de la dirección. Dos vigilantes, Marta Rico y Julián Sanz, contaron durante un año a quienes miraban el cartel del horario después de salir del trabajo: una media de 63 al día.
> La gente no venía porque cerrábamos cuando podía venir
## Cuánto cuesta
La entrada nocturna cuesta 4 euros, la mitad que de día, y es gratuita para los vecinos del barrio. Cada noche le cuesta al ayuntamiento 1.150 euros en sueldos y luz.
## Lo que viene
En octubre se añadirá el martes, con conciertos de media hora a las 22. El patio, con 200 sillas, abrirá cuando acaben las obras de la cubierta, previstas para el 15 de septiembre.
`,
};
