import type { ActingDictionary } from '../i18n/acting.ts';
import type { Wish } from './approvals.ts';
import type { Field, Target } from './offers.ts';
import { visible } from './visible.ts';

/** A question about an action of the widget's own, but for what is done on a yes. */
type Question = Omit<Wish, 'act'>;

/** @param value As the loader takes it: text, the label of a choice, or `true` or `false` for a box. */
export function fillQuestion(words: ActingDictionary, { label, key, kind }: Field, value: string): Question {
  const { spoken, question, details } = words;
  const wish = { call: JSON.stringify(['fill', key, value]), question };
  const [field, shown] = [visible(label), visible(value) || details.nothing];
  if (kind === 'box') {
    const way = value === 'true' ? 'tick' : 'untick';
    return { ...wish, spoken: spoken[way](label), details: [[details[way], field]] };
  }
  return kind === 'choice'
    ? {
        ...wish,
        spoken: spoken.choose(label, value),
        details: [
          [details.choose, shown],
          [details.for, field],
        ],
      }
    : {
        ...wish,
        spoken: spoken.fill(label, value),
        details: [
          [details.fill, field],
          [details.value, shown],
        ],
      };
}

export const clickQuestion = (
  { spoken, question, details }: ActingDictionary,
  { label, key }: Target,
): Question => ({
  call: JSON.stringify(['click', key]),
  question,
  spoken: spoken.click(label),
  details: [[details.click, visible(label)]],
});

export const goToQuestion = (
  { spoken, question, details }: ActingDictionary,
  { label, key }: Target,
): Question => ({
  call: JSON.stringify(['go_to', key]),
  question,
  spoken: spoken.goTo(label),
  details: [
    [details.goTo, visible(label)],
    [details.address, visible(key)],
  ],
});
