import { BUTTONS } from '../read/controls.ts';
import { labelOf } from '../read/labels.ts';
import { isUsable } from '../read/usable.ts';
import { type Action, refuse } from './action.ts';
import { reveal } from './reveal.ts';

export const click: Action = ({ keys, rules }, key) => {
  const element = keys.find(key)?.closest<HTMLElement>(BUTTONS);
  // A page can make another button of the same element.
  const label = element ? rules.mask(labelOf(element, rules.never)) : '';
  if (!element || keys.of(element, label) !== key)
    refuse('This button is not on the page any more, or not one to be pressed. Nothing was pressed.');
  if (!isUsable(element, rules)) refuse(`“${label}” cannot be pressed now. Nothing was pressed.`);
  reveal(element, 'nearest');
  element.click();
  return { told: `Pressed “${label}”.` };
};
