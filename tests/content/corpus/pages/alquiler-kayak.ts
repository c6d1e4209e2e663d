import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'product',
  template: 'shop',
  language: 'es',
  title: 'Alquiler de kayak doble – Ría Activa',
  site: 'Ría Activa',
  menu: ['Kayak', 'Surf', 'Rutas', 'Grupos', 'Tienda'],
  data: [
    {
      '@context': 'https://schema.org',
      '@type': 'Product',
      name: 'Alquiler de kayak doble',
      offers: { '@type': 'Offer', price: '28', priceCurrency: 'EUR' },
    },
  ],
  footer: ['Ría Activa, playa de Sardiñeiro, caseta 3', 'De mayo a septiembre, de 10 a 20 horas'],
  body: `
# Alquiler de kayak doble
Desde 28 € por dos horas, con chalecos, palas y bolsa estanca incluidos.
Kayak estable de 4,2 metros para dos adultos y un niño de hasta 30 kilos. No hace falta experiencia.
## Tarifas
| Tiempo | Entre semana | Fin de semana
| Una hora | 16 € | 20 €
| Dos horas | 28 € | 34 €
| Medio día | 45 € | 55 €
| Día entero | 65 € | 80 €
## Fianza y documentos
Pedimos un documento de identidad y 50 € de fianza, que se devuelven al entregar el kayak. Los menores de 16 años van siempre con un adulto.
## Hasta dónde se puede ir
Se puede remar hasta la isla de los Conejos, a unos 1.800 metros. No está permitido salir de la bocana ni desembarcar en la isla entre abril y julio, porque anidan las gaviotas.
## Viento y cancelaciones
Con viento de más de 15 nudos no alquilamos. Si cancelamos nosotros, devolvemos todo. Si cancela usted con menos de 24 horas, cobramos la mitad.
## Qué traer
- Ropa que se pueda mojar y calzado que no se salga
- Crema solar y gorra
- Agua: en la isla no hay
## Taquillas y duchas
La taquilla cuesta 2 € y la ducha caliente 1 €. El aparcamiento de la playa es gratuito hasta junio y luego cuesta 4 € al día.
`,
};
