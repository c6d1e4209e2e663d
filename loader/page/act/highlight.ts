import { type Action, refuse } from './action.ts';
import { findWords } from './find-words.ts';
import { clearMark, mark } from './mark.ts';
import { reveal } from './reveal.ts';
import { nameOf, placeOf } from './section.ts';

/** Each text by itself: a range across them would take in what is hidden between. */
const rangesOf = (texts: readonly (Text | null)[]): Range[] =>
  texts.flatMap((text) => {
    if (!text) return [];
    const range = new Range();
    range.selectNodeContents(text);
    return [range];
  });

export const highlight: Action = (scene, key, value) => {
  const words = value.trim();
  const place = placeOf(scene, key);
  const { heading, text } = place.section;
  const found = words && findWords(place.texts, heading + text, words);
  const ranges = words ? (found ? [found] : []) : rangesOf(place.texts);
  const at = ranges[0]?.startContainer.parentElement;
  if (!at) refuse(`These words do not stand in ${nameOf(place)}. Nothing was marked.`);
  const back = reveal(at, words ? 'center' : 'start');
  mark(ranges);
  return {
    told: `Marked on the page, in ${nameOf(place)}.`,
    undo() {
      clearMark();
      back();
      return 'The mark is gone, and the page is scrolled back to where it was.';
    },
  };
};
