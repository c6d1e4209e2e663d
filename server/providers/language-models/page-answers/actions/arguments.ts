/** Arguments of a page's own tool, from the words that a visitor said. */
import { labelWords } from './labels.ts';
import { kindOf, recognised } from './recognised.ts';
import type { Parameter } from './schema.ts';
import type { Word } from './words-said.ts';

export interface Arguments {
  values: Record<string, unknown>;
  /** The words that became values. */
  used: ReadonlySet<number>;
  /** The first that is required and was not said. */
  missing: Parameter | undefined;
}

/**
 * `named`: stems of the tool's own name and description, which are no values. `within`: only figures that a parameter takes;
 * in an order the tool is to say what is wrong with another.
 */
export function argumentsFrom(
  parameters: readonly Parameter[],
  words: readonly Word[],
  named: readonly string[],
  within = false,
): Arguments {
  const used = new Set<number>();
  const values: Record<string, unknown> = {};
  const take = (name: string, value: unknown, at: readonly number[]) => {
    values[name] = value;
    for (const each of at) used.add(each);
  };
  for (const { name, choices } of parameters) {
    const chosen = chooseFrom(choices, words, used);
    if (chosen) take(name, chosen.choice, chosen.at);
  }
  for (const parameter of parameters) {
    const { name, type } = parameter;
    if (type !== 'number' && type !== 'integer') continue;
    const at = figureFor(parameter, words, used, within);
    if (at >= 0) take(name, Number(words[at]?.said), [at]);
  }
  for (const { name, type, words: described } of parameters) {
    if (type !== 'boolean') continue;
    const on = flagIn(labelWords(described), words);
    if (on !== undefined) take(name, on, []);
  }
  const free = parameters.filter(
    ({ name, type, choices }) => type === 'string' && choices.length === 0 && !(name in values),
  );
  for (const parameter of free) {
    const at = recognised(parameter, words, used);
    if (at.length > 0) take(parameter.name, textOf(words, at), at);
  }
  // What is left is of the only one that could be meant; of two, each is asked for.
  const open = free.filter((each) => !(each.name in values) && !kindOf(each));
  const meant = open.length > 1 ? open.filter(({ required }) => required) : open;
  const [only] = meant;
  if (only && meant.length === 1) {
    const at = rest(words, used, [...named, ...labelWords(only.name)]);
    if (at.length > 0) take(only.name, textOf(words, at), at);
  }
  return {
    values,
    used,
    missing: parameters.find(({ name, required }) => required && !(name in values)),
  };
}

const textOf = (words: readonly Word[], at: readonly number[]) =>
  at.map((each) => words[each]?.said).join(' ');

/** A choice that was said as it stands; else the one that more was said of than of any other. */
function chooseFrom(choices: readonly string[], words: readonly Word[], used: ReadonlySet<number>) {
  const free = words.flatMap(({ said, stem: word, empty }, at) =>
    used.has(at) || empty ? [] : [{ said: said.toLowerCase(), word, at }],
  );
  const heard = choices
    .map((choice) => {
      const wanted = labelWords(choice);
      const exact = free.filter(({ said }) => said === choice.toLowerCase());
      const at = exact.length > 0 ? exact : free.filter(({ word }) => wanted.includes(word));
      const share = exact.length > 0 ? 1 : new Set(at.map(({ word }) => word)).size / wanted.length;
      return { choice, at: at.map((each) => each.at), share };
    })
    .filter(({ share }) => share > 0)
    .sort((a, b) => b.share - a.share || b.at.length - a.at.length);
  const [best, next] = heard;
  return best && (best.share === 1 || best.share > (next?.share ?? 0)) ? best : undefined;
}

/** The figure beside a word of the parameter's, or the first that is left. */
function figureFor(
  { words: described, least, most }: Parameter,
  words: readonly Word[],
  used: ReadonlySet<number>,
  within: boolean,
): number {
  const own = labelWords(described);
  const figures = words.flatMap(({ said }, at) =>
    /^\d+(?:\.\d+)?$/.test(said) && !used.has(at) && (!within || (+said >= least && +said <= most))
      ? [at]
      : [],
  );
  const near = (at: number) =>
    [at - 2, at - 1, at + 1, at + 2].some((other) => own.includes(words[other]?.stem ?? ''));
  return figures.find(near) ?? figures[0] ?? -1;
}

const OFF = /^(?:off|no|not|without|disabl|dont|stop|hide)/;

function flagIn(own: readonly string[], words: readonly Word[]): boolean | undefined {
  const off = words.some((word) => OFF.test(word.stem));
  return words.some((word) => own.includes(word.stem)) || off ? !off : undefined;
}

/** What is neither a value yet nor a word of the tool's, from its first word to its last. */
function rest(words: readonly Word[], used: ReadonlySet<number>, named: readonly string[]): number[] {
  // A command begins with its verb.
  const free = words.flatMap(({ stem: word, empty }, at) =>
    at === 0 || used.has(at) || empty || named.includes(word) ? [] : [at],
  );
  const [first] = free;
  const last = free.at(-1);
  if (first === undefined || last === undefined) return [];
  return Array.from({ length: last - first + 1 }, (_, step) => first + step).filter((at) => !used.has(at));
}
