import type { ActingDictionary } from '../i18n/acting.ts';
import type { Wish } from './approvals.ts';
import type { Field, Target } from './offers.ts';
import { visible } from './visible.ts';

/** A question about an action of the widget's own, but for what is done on a yes. */
type Question = Omit<Wish, 'act'>;

/** @param value As the loader takes it: text, the label of a choice, or `true` or `false` for a box. */
export function fillQuestion(words: ActingDictionary, { label, key, kind }: Field, value: string): Question {
  const { spoken, questions, details } = words;
  const field = [details.field, visible(label)] as const;
  const call = JSON.stringify(['fill', key, value]);
  if (kind === 'box') {
    const way = value === 'true' ? 'tick' : 'untick';
    return { call, question: questions[way], spoken: spoken[way](label), details: [field] };
  }
  const way = kind === 'choice' ? 'choose' : 'fill';
  const name = kind === 'choice' ? details.choice : details.value;
  return {
    call,
    question: questions[way],
    spoken: spoken[way](label, value),
    details: [field, [name, visible(value) || details.nothing]],
  };
}

export const clickQuestion = (
  { spoken, questions, details }: ActingDictionary,
  { label, key }: Target,
): Question => ({
  call: JSON.stringify(['click', key]),
  question: questions.click,
  spoken: spoken.click(label),
  details: [[details.button, visible(label)]],
});

export const goToQuestion = (
  { spoken, questions, details }: ActingDictionary,
  { label, key }: Target,
): Question => ({
  call: JSON.stringify(['go_to', key]),
  question: questions.goTo,
  spoken: spoken.goTo(label),
  details: [
    [details.page, visible(label)],
    [details.address, visible(key)],
  ],
});
