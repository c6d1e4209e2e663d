import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'recipe',
  template: 'headless',
  language: 'es',
  title: 'Gazpacho de cereza – La mesa de Lola',
  site: 'La mesa de Lola',
  menu: ['Sopas', 'Arroces', 'Postres', 'Lola'],
  body: `
# Gazpacho de cereza
En el valle del Jerte lo hacen en junio, cuando sobran las cerezas. Sale frío, rojo y con un punto dulce.
## Ingredientes
- 600 g de tomates maduros
- 400 g de cerezas sin hueso
- medio pepino pequeño
- un diente de ajo sin el germen
- 60 ml de aceite de oliva suave
- 15 ml de vinagre de Jerez
- sal
## Elaboración
1. Trocee los tomates y el pepino y déjelos con la sal durante media hora.
1. Triture todo menos el aceite durante tres minutos.
1. Añada el aceite en hilo, con la batidora en marcha.
1. Cuele, pruebe de sal y enfríe al menos cuatro horas.
## ¿Por qué no lleva pan?
Las cerezas espesan por sí solas. Si lo quiere más cremoso, añada 30 gramos de almendra cruda.
## Cómo servirlo
En vaso pequeño, con queso fresco de cabra y una hoja de menta. Para seis personas como aperitivo o para cuatro como plato.
## Conservación
Aguanta tres días en la nevera. Al congelarlo se separa, pero basta con batirlo de nuevo.
`,
};
