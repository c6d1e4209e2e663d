import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'government',
  template: 'accordion',
  language: 'es',
  title: 'Ayuda al alquiler para jóvenes – Comunidad de Valdeoro',
  site: 'Comunidad de Valdeoro',
  menu: ['Vivienda', 'Empleo', 'Salud', 'Trámites'],
  body: `
# Ayuda al alquiler para jóvenes
La ayuda paga hasta 250 euros al mes durante dos años a personas de 18 a 35 años que viven de alquiler.
## Requisitos y plazos
? ¿Quién puede pedirla?
Quien tenga entre 18 y 35 años, un contrato a su nombre y unos ingresos de menos de 25.200 euros al año.
? ¿Cuánto puede costar el piso?
Como mucho 650 euros al mes, o 300 euros si es una habitación. En la capital el límite es de 900 euros.
? ¿Cuál es el plazo?
Del 15 de abril al 31 de mayo. Las solicitudes fuera de plazo no se admiten.
? ¿Qué documentos hacen falta?
El contrato, el certificado de empadronamiento, los tres últimos recibos pagados por banco y la declaración de la renta.
? ¿Cuándo se paga?
Cada tres meses, por transferencia. El primer pago llega unos cuatro meses después de la solicitud.
? ¿Se puede compartir piso?
Sí. Cada inquilino pide su parte y el total no puede pasar de 400 euros.
## Si cambia de casa
Comunique el cambio en quince días. La ayuda continúa si el nuevo piso cumple los límites y está en la comunidad.
## Motivos de pérdida
- No pagar el alquiler dos meses seguidos
- Tener otra vivienda en propiedad
- Ser familiar de primer grado del propietario
`,
};
