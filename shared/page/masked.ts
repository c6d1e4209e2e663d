/** Between a number's groups, also where they stand in the cells of a row. */
const GAP = '(?:[\\s.–-]{1,2}|\\s\\|\\s)';
/** Digits in one, or in the groups that cards have them in; then one that may belong to them or be the date after them. */
const CARD = new RegExp(
  `(?<!\\d)(\\d{12,19}|\\d{4}(?:${GAP}\\d{4}){3}|\\d{4}${GAP}\\d{6}${GAP}\\d{4,5})(${GAP}\\d{1,4})?(?!\\d)`,
  'g',
);
const MASK = '[masked]';

/** The last digit of a card is made of the others. */
function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = at % 2 ? 2 * +digit : +digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return digits.length <= 19 && sum % 10 === 0;
}

function withoutCards(text: string): string {
  let result = '';
  let from = 0;
  CARD.lastIndex = 0;
  for (let found = CARD.exec(text); found; found = CARD.exec(text)) {
    const [whole, number = ''] = found;
    const card = [whole, number].find(isCard);
    if (card) {
      result += text.slice(from, found.index) + MASK;
      from = found.index + card.length;
    }
    // A number that is none can be followed by one that is.
    CARD.lastIndex = found.index + (card ?? whole.match(/^\d+/)?.[0] ?? whole).length;
  }
  return result + text.slice(from);
}

/** Takes e-mail addresses and card numbers out. Characters that nobody sees, where a long address may break, are part of it. */
export const masked = (text: string): string =>
  withoutCards(
    text.replace(
      /[\p{L}\p{N}\p{Cf}._%+-]{1,64}(?:@|%40)[\p{L}\p{N}\p{Cf}-]+(?:\.[\p{L}\p{N}\p{Cf}-]+)+/gu,
      MASK,
    ),
  );
