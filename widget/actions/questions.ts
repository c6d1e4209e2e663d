import type { ActingDictionary } from '../i18n/acting.ts';
import type { Field, Target } from './offers.ts';

/** As the assistant asks it, then what exactly would be done. */
export type Question = [spoken: string, ...details: [name: string, value: string][]];

/** @param value As the loader takes it: text, the label of a choice, or `true` or `false` for a box. */
export function fillQuestion(words: ActingDictionary, { label, kind }: Field, value: string): Question {
  const { spoken, details } = words;
  if (kind === 'box') {
    const way = value === 'true' ? 'tick' : 'untick';
    return [spoken[way](label), [details[way], label]];
  }
  return kind === 'choice'
    ? [spoken.choose(label, value), [details.choose, value], [details.for, label]]
    : [spoken.fill(label, value), [details.fill, label], [details.value, value || '–']];
}

export const clickQuestion = ({ spoken, details }: ActingDictionary, { label }: Target): Question => [
  spoken.click(label),
  [details.click, label],
];

export const goToQuestion = ({ spoken, details }: ActingDictionary, { label, key }: Target): Question => [
  spoken.goTo(label),
  [details.goTo, label],
  [details.address, key],
];
