/** A kind of setting. Attributes are text; what they become follows from the type of the default. */
export interface OptionType<Value extends string | number | boolean> {
  default: Value;
  /** In plain words, for the warning that a malformed attribute gets. */
  expected: string;
  /** Matches the texts that are of the kind. */
  pattern: { test(text: string): boolean };
}

const of = <Value extends string | number | boolean>(
  value: Value,
  expected: string,
  pattern: OptionType<Value>['pattern'],
): OptionType<Value> => ({ default: value, expected, pattern });

export const text = (fallback: string, max: number): OptionType<string> =>
  of(fallback, `at most ${max} characters`, RegExp(`^[^]{0,${max}}$`));

export const number = (fallback: number, max: number): OptionType<number> =>
  of(fallback, `a number from 0 to ${max}`, { test: (text) => /^\d+$/.test(text) && +text <= max });

const anyOf = <Value extends string>(fallback: Value, end: string, values: readonly string[]) =>
  of(fallback, values.join(' or '), RegExp(`^(${values.join('|')}${end}$`));

/** The first value is the default. */
export const choice = <Value extends string>(...values: [Value, ...Value[]]): OptionType<Value> =>
  anyOf(values[0], ')', values);

/** Any of the values, with spaces between them. */
export const several = (fallback: string, ...values: string[]): OptionType<string> =>
  anyOf(fallback, '| )*', values);

/** An attribute without a value, as in plain HTML, means true. */
export const flag = (): OptionType<boolean> => of(false, 'true or false', /^(true|false|)$/);

/** Literal colours only: no name or function through which a style could read or fetch (security case S23). */
export const color = (fallback: string): OptionType<string> =>
  of(fallback, `a colour like ${fallback}`, /^#([\da-f]{3}){1,2}$/i);

/** BCP 47 in the parts that matter here: language, then script, region or variant. */
export const language = (): OptionType<string> => of('', 'a tag like pt-BR', /^([a-z]{2,3}(-\w{2,8})*)?$/i);
