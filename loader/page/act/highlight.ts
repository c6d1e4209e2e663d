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

export const highlight: Action = (scene, key, words) => {
  const place = placeOf(scene, key);
  const found = words.trim() && findWords(place.texts, words);
  const ranges = words.trim() ? (found ? [found] : []) : rangesOf(place.texts);
  const at = ranges[0]?.startContainer.parentElement;
  if (!at) refuse(`These words do not stand in ${nameOf(place)}. Nothing was marked.`);
  const back = reveal(at, words.trim() ? 'center' : 'start');
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
