import type { CorpusPage } from '../page.ts';

export const page: CorpusPage = {
  kind: 'event',
  template: 'elements',
  language: 'pt',
  title: 'Festival das Ondas 2026 – Ericeira',
  site: 'Festival das Ondas',
  menu: ['Programa', 'Bilhetes', 'Chegar', 'Imprensa'],
  body: `
# Festival das Ondas
De 18 a 20 de setembro de 2026, na praia dos Coxos e no parque de Santa Marta, com 14 concertos e o campeonato de longboard.
## Bilhetes
| Bilhete | Até 30 de junho | Depois
| Um dia | 28 € | 36 €
| Três dias | 64 € | 82 €
| Menores de 12 anos | grátis | grátis
| Parque de campismo, por pessoa | 15 € | 20 €
Os bilhetes são nominais e podem ser transferidos até 1 de setembro por 3 euros. Não há reembolso, exceto se o festival for cancelado.
## Horários
As portas abrem às 15 horas. Os concertos terminam à 1 hora na sexta e no sábado, e às 23 horas no domingo. O campeonato começa todos os dias às 8 horas, se houver ondas de pelo menos um metro.
## Como chegar
Há autocarros de Lisboa a cada meia hora; o último regressa às 2 horas. O estacionamento fica a 1,5 quilómetros e custa 6 euros por dia, com transporte gratuito até à entrada.
## O que não pode entrar
- Garrafas de vidro e latas
- Guarda-chuvas
- Pranchas, no recinto dos concertos
- Animais, exceto cães-guia
## Pagamentos
No recinto só se paga com a pulseira. O saldo é devolvido até 30 de setembro, sem comissão, a partir de 1 euro.
`,
};
