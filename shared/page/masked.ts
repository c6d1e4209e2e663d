/** Digits of a payment card: the last one is made of the others. */
function isCard(text: string): boolean {
  const digits = text.replace(/\D/g, '');
  const sum = [...digits].reverse().reduce((total, digit, at) => {
    const value = at % 2 ? 2 * +digit : +digit;
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return digits.length >= 12 && digits.length <= 19 && sum % 10 === 0;
}

const GAP = '[\\s.|–-]{1,3}';
/** A card's number as people write it, and up to three digits after it. */
const CARD = new RegExp(
  `(?<!\\d)(\\d{4}(?:${GAP}\\d{4}){3}|\\d{4}${GAP}\\d{6}${GAP}\\d{4,5}|\\d{12,19})(${GAP}\\d{1,3})?(?!\\d)`,
  'g',
);

/** Takes e-mail addresses and card numbers out. */
export const masked = (text: string): string =>
  text
    .replace(/[\p{L}\p{N}._%+-]{1,64}(?:@|%40)[\p{L}\p{N}-]+(?:\.[\p{L}\p{N}-]+)+/gu, '[masked]')
    // First without what stands beside it: the date that it is valid to is no part of it.
    .replace(CARD, (whole, number: string, more = '') =>
      isCard(whole) ? '[masked]' : isCard(number) ? `[masked]${more}` : whole,
    )
    .replace(/\d(?:[\s.|–-]{0,3}\d){11,18}/g, (number) => (isCard(number) ? '[masked]' : number));
