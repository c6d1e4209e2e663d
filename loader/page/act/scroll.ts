import type { Action } from './action.ts';
import { reveal } from './reveal.ts';
import { nameOf, placeOf } from './section.ts';

export const scrollTo: Action = (scene, key) => {
  const place = placeOf(scene, key);
  const back = reveal(place.heading ?? document.documentElement, 'start');
  return {
    told: `The page now shows ${nameOf(place)}.`,
    undo() {
      back();
      return 'The page is scrolled back to where it was.';
    },
  };
};
