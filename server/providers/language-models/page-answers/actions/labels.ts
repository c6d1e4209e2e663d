/** Which of several labels a visitor means, by their words. */
import { synonyms } from '../synonyms.ts';
import { isStopWord, stem, tokens } from '../words.ts';

const SYNONYM = 0.8;
/** Below it a label has been named by accident. */
const ENOUGH = 0.6;

/** "E-mail" is one word to everyone but a tokeniser. Words like "your" count only where nothing else is there. */
export function labelWords(text: string): string[] {
  const all = tokens(text.replace(/\be (?=mails?\b)/gi, 'e'));
  const meaning = all.filter((word) => !isStopWord(word) && !NOISE.has(word));
  return (meaning.length > 0 ? meaning : all).map(stem);
}
const NOISE = new Set([
  'field',
  'box',
  'checkbox',
  'button',
  'page',
  'section',
  'link',
  'form',
  'optional',
  'required',
]);

/** 0 to 1: how much of `label` and of `said` is in the other. */
export function closeness(label: string, said: string): number {
  const wanted = labelWords(said);
  const named = labelWords(label);
  if (wanted.length === 0 || named.length === 0) return 0;
  const found = share(wanted, named);
  const covered = share(named, wanted);
  return found + covered === 0 ? 0 : (2 * found * covered) / (found + covered);
}

const share = (words: readonly string[], among: readonly string[]) =>
  words.reduce((sum, word) => sum + likeness(word, among), 0) / words.length;

export function likeness(word: string, among: readonly string[]): number {
  if (among.includes(word)) return 1;
  return synonyms(word).some((other) => among.includes(other)) ? SYNONYM : 0;
}

/** The label that fits best, the shorter of two that fit alike; undefined when none does. */
export function bestLabel(labels: readonly string[], said: string, enough = ENOUGH): string | undefined {
  return labels
    .map((label) => ({ label, score: closeness(label, said) }))
    .filter(({ score }) => score >= enough)
    .sort((a, b) => b.score - a.score || a.label.length - b.label.length)[0]?.label;
}

/** The one label that has all the words that were said, where there is only one. */
export function onlyLabelWith(labels: readonly string[], said: string): string | undefined {
  const wanted = tokens(said).some((word) => !isStopWord(word)) ? labelWords(said) : [];
  const [label, another] = labels.filter((each) => wanted.every((word) => labelWords(each).includes(word)));
  return wanted.length > 0 && another === undefined ? label : undefined;
}
