/** The kinds of setting. `parse` answers undefined for text that is not of the kind; `expected` says what is. */
export interface OptionType<Value> {
  default: Value;
  expected: string;
  parse(text: string): Value | undefined;
}

const matching = (fallback: string, expected: string, pattern: RegExp): OptionType<string> => ({
  default: fallback,
  expected,
  parse: (text) => (pattern.test(text) ? text : undefined),
});

export const text = (fallback: string, max: number): OptionType<string> =>
  matching(fallback, `text of at most ${max} characters`, RegExp(`^[^]{0,${max}}$`));

export const number = (fallback: number, min: number, max: number): OptionType<number> => ({
  default: fallback,
  expected: `a number from ${min} to ${max}`,
  parse: (text) => (/^\d+$/.test(text) && +text >= min && +text <= max ? +text : undefined),
});

export const choice = <Value extends string>(...values: [Value, ...Value[]]): OptionType<Value> => ({
  default: values[0],
  expected: values.join(', '),
  parse: (text) => values.find((value) => value === text),
});

/** An attribute without a value, as in plain HTML, means true. */
export const flag = (fallback: boolean): OptionType<boolean> => ({
  default: fallback,
  expected: 'true or false',
  parse: (text) => (/^(true|)$/.test(text) ? true : text === 'false' ? false : undefined),
});

/** Literal colours only: no name or function through which a style could read or fetch (security case S23). */
export const color = (fallback: string): OptionType<string> =>
  matching(fallback, 'a colour such as #5b5bd6', /^#([\da-f]{3}|[\da-f]{6})$/i);

/** BCP 47 in the parts that matter here: language, then script, region or variant. */
export const language = (fallback: string): OptionType<string> =>
  matching(fallback, 'a language tag such as en or pt-BR', /^([a-z]{2,3}(-[a-z\d]{2,8})*)?$/i);

export const selectors = (fallback: string): OptionType<string> => ({
  default: fallback,
  expected: 'a list of CSS selectors',
  parse(text) {
    try {
      document.createDocumentFragment().querySelector(text || '*');
      return text;
    } catch {
      return undefined;
    }
  },
});
