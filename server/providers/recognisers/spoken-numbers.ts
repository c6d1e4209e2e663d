const ONES =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' ',
  );
const TENS = 'zero ten twenty thirty forty fifty sixty seventy eighty ninety'.split(' ');
const SCALES: readonly [size: number, name: string][] = [
  [1_000_000_000, 'billion'],
  [1_000_000, 'million'],
  [1_000, 'thousand'],
  [100, 'hundred'],
];
const IRREGULAR_ORDINALS = new Map([
  ['one', 'first'],
  ['two', 'second'],
  ['three', 'third'],
  ['five', 'fifth'],
  ['eight', 'eighth'],
  ['nine', 'ninth'],
  ['twelve', 'twelfth'],
]);

/** A whole number from 0 to 999,999,999,999 as spoken: `250` is `two hundred fifty`. Others are read digit by digit. */
export function spokenCardinal(value: number): string {
  if (!Number.isSafeInteger(value) || value < 0 || value >= 1e12) return spokenDigits(String(value));
  if (value < 20) return ONES[value] ?? '';
  if (value < 100) {
    const rest = value % 10;
    return `${TENS[Math.floor(value / 10)]}${rest ? ` ${ONES[rest]}` : ''}`;
  }
  const [size, name] = SCALES.find(([scale]) => scale <= value) ?? [100, 'hundred'];
  const rest = value % size;
  return `${spokenCardinal(Math.floor(value / size))} ${name}${rest ? ` ${spokenCardinal(rest)}` : ''}`;
}

/** `21` is `twenty first`. Same range as `spokenCardinal`. */
export function spokenOrdinal(value: number): string {
  const words = spokenCardinal(value).split(' ');
  const last = words.pop() ?? '';
  const ordinal =
    IRREGULAR_ORDINALS.get(last) ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`);
  return [...words, ordinal].join(' ');
}

/** Telephone numbers and codes: `020` is `oh two oh`, as people say it. */
export const spokenDigits = (digits: string): string =>
  [...digits]
    .filter((digit) => digit >= '0' && digit <= '9')
    .map((digit) => (digit === '0' ? 'oh' : ONES[Number(digit)]))
    .join(' ');

/** `1998` is `nineteen ninety eight`, `2005` is `two thousand five`, `2024` is `twenty twenty four`. */
export function spokenYear(year: number): string {
  const century = Math.floor(year / 100);
  const rest = year % 100;
  if (rest === 0) return century % 10 === 0 ? spokenCardinal(year) : `${spokenCardinal(century)} hundred`;
  if (rest < 10) {
    return century % 10 === 0
      ? spokenCardinal(year)
      : `${spokenCardinal(century)} oh ${spokenCardinal(rest)}`;
  }
  return `${spokenCardinal(century)} ${spokenCardinal(rest)}`;
}

/** `4.25` is `four point two five`. */
export function spokenDecimal(text: string): string {
  const [whole = '', fraction = ''] = text.split('.');
  const tail = [...fraction].map((digit) => ONES[Number(digit)]).join(' ');
  return tail ? `${spokenCardinal(Number(whole))} point ${tail}` : spokenCardinal(Number(whole));
}

/** 24-hour or 12-hour clock: `(9, 5)` is `nine oh five`, `(17, 0, '')` is `five p m`. */
export function spokenTime(hour: number, minute: number, suffix: string): string {
  const half = suffix || (hour > 12 ? 'pm' : '');
  const spokenHour = spokenCardinal(hour > 12 ? hour - 12 : hour || 12);
  const spokenMinute =
    minute === 0 ? '' : minute < 10 ? `oh ${spokenCardinal(minute)}` : spokenCardinal(minute);
  const onTheHour = minute === 0 && !half ? "o'clock" : '';
  return [spokenHour, spokenMinute, onTheHour, ...half].filter(Boolean).join(' ');
}

/** `12.50` of `dollar` is `twelve dollars fifty`; `0.80` of `pound` is `eighty pence`. */
export function spokenMoney(amount: string, currency: Currency): string {
  const [whole = '0', cents = ''] = amount.split('.');
  const units = Number(whole);
  const parts = Number(cents.padEnd(2, '0').slice(0, 2));
  const unit = `${spokenCardinal(units)} ${units === 1 ? currency.one : currency.many}`;
  if (parts === 0) return unit;
  return units === 0 ? `${spokenCardinal(parts)} ${currency.part}` : `${unit} ${spokenCardinal(parts)}`;
}

export interface Currency {
  one: string;
  many: string;
  part: string;
}

export const CURRENCIES: Readonly<Record<string, Currency>> = {
  $: { one: 'dollar', many: 'dollars', part: 'cents' },
  '£': { one: 'pound', many: 'pounds', part: 'pence' },
  '€': { one: 'euro', many: 'euros', part: 'cents' },
};
