import { isNode, listOf, type Node, typesOf } from './nodes.ts';
import { openingHoursOf } from './opening-hours.ts';
import { addressOf, dateOf, durationOf, inWords, moneyOf, textOf, textsOf, writtenMoney } from './values.ts';

export interface Fact {
  name: string;
  value: string;
  /** Other ways to say the value: a page that has one of them needs the fact no more. */
  written?: string[];
}

type Read = (value: unknown, language: string) => string;

const steps: Read = (value) =>
  listOf(value)
    .flatMap((step) => (isNode(step) && step.itemListElement ? listOf(step.itemListElement) : step))
    .map((step) => (isNode(step) && textOf(step.text)) || textOf(step))
    .filter(Boolean)
    .join(' ');

const place: Read = (value) =>
  listOf(value)
    .map((item) => (isNode(item) ? [textOf(item.name), addressOf(item.address)] : [textOf(item)]))
    .map((parts) => parts.filter(Boolean).join(', '))
    .join('; ');

const rating: Read = (value) => {
  const [node] = listOf(value);
  if (!isNode(node) || !textOf(node.ratingValue)) return '';
  const count = textOf(node.reviewCount ?? node.ratingCount);
  return `${textOf(node.ratingValue)} of ${textOf(node.bestRating) || '5'}${count && ` (${count} reviews)`}`;
};

const status: Read = (value) => inWords(textOf(value));

/** What is told of anything that has it, whatever its type: schema.org has hundreds of kinds of shops. */
const PROPERTIES: readonly [property: string, name: string, read: Read][] = [
  ['description', 'Description', textsOf],
  ['brand', 'Brand', textsOf],
  ['sku', 'Article number', textsOf],
  ['color', 'Colour', textsOf],
  ['material', 'Material', textsOf],
  ['aggregateRating', 'Rating', rating],
  ['address', 'Address', addressOf],
  ['telephone', 'Telephone', textsOf],
  ['email', 'E-mail', textsOf],
  ['priceRange', 'Price range', textsOf],
  ['servesCuisine', 'Cuisine', textsOf],
  ['paymentAccepted', 'Payment', textsOf],
  ['startDate', 'Begins', dateOf],
  ['endDate', 'Ends', dateOf],
  ['doorTime', 'Doors open', dateOf],
  ['location', 'Place', place],
  ['organizer', 'Organiser', textsOf],
  ['performer', 'Performer', textsOf],
  ['eventStatus', 'Status', status],
  ['recipeYield', 'Servings', textsOf],
  ['prepTime', 'Preparation time', durationOf],
  ['cookTime', 'Cooking time', durationOf],
  ['totalTime', 'Total time', durationOf],
  ['recipeIngredient', 'Ingredients', textsOf],
  ['recipeInstructions', 'Method', steps],
  ['author', 'Author', textsOf],
  ['datePublished', 'Published', dateOf],
  ['dateModified', 'Updated', dateOf],
  ['isbn', 'ISBN', textsOf],
];

/** Told with what they belong to, or of no use to anybody who asks. */
const WITHIN =
  /^(?:PostalAddress|(?:Aggregate)?Offer|(?:Aggregate)?Rating|Review|Person|Brand|\w*Object|OpeningHoursSpecification|ListItem|Answer|WebSite|WebPage|\w*Action|EntryPoint|HowTo\w+|\w*Specification|Comment)$/;

function offersOf(node: Node): Fact[] {
  const facts: Fact[] = [];
  const nested = listOf(node.offers).flatMap((offer) =>
    isNode(offer) && offer.offers ? [offer, ...listOf(offer.offers)] : offer,
  );
  for (const offer of nested.filter(isNode).slice(0, 10)) {
    const [details] = listOf(offer.priceSpecification);
    const specified: Node = isNode(details) ? details : {};
    const currency = textOf(offer.priceCurrency ?? specified.priceCurrency);
    const [low, high] = [textOf(offer.lowPrice), textOf(offer.highPrice)];
    const amount = textOf(offer.price ?? specified.price);
    const money = (sum: string): string => moneyOf(sum, currency);
    const of = textOf(offer.name);
    const name = of ? `Price of ${of}` : 'Price';
    if (low && high && low !== high) facts.push({ name, value: `${money(low)} to ${money(high)}` });
    else if (amount || low)
      facts.push({ name, value: money(amount || low), written: writtenMoney(amount || low, currency) });
    if (textOf(offer.availability))
      facts.push({
        name: of ? `Availability of ${of}` : 'Availability',
        value: status(offer.availability, ''),
      });
  }
  return facts;
}

function breadcrumb(node: Node): Fact[] {
  const names = listOf(node.itemListElement)
    .filter(isNode)
    .map((item) => textOf(item.name) || textOf(item.item));
  return names.length > 1 ? [{ name: 'Where this page is', value: names.filter(Boolean).join(' > ') }] : [];
}

/** A question that the page's data answer. */
export function answerOf(node: Node): { question: string; answer: string } | undefined {
  if (!typesOf(node).includes('Question')) return undefined;
  const question = textOf(node.name) || textOf(node.text);
  const [given] = listOf(node.acceptedAnswer ?? node.suggestedAnswer);
  const answer = isNode(given) ? textOf(given.text) || textOf(given) : textOf(given);
  return question && answer ? { question, answer } : undefined;
}

/** What one object of the data says. */
export function factsOf(node: Node, language: string): Fact[] {
  const types = typesOf(node);
  if (types.includes('BreadcrumbList')) return breadcrumb(node);
  if (!types.length || types.some((type) => WITHIN.test(type)) || types.includes('Question')) return [];
  const hours = openingHoursOf(node, language);
  return [
    ...offersOf(node),
    ...(hours ? [{ name: 'Opening hours', value: hours }] : []),
    ...PROPERTIES.flatMap(([property, name, read]) => {
      const value = node[property] === undefined ? '' : read(node[property], language);
      return value ? [{ name, value }] : [];
    }),
  ];
}
