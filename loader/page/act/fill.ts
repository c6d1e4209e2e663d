import type { PageField } from '../../../shared/bridge/contract.ts';
import { choicesOf, type Field, isField, readField } from '../read/fields.ts';
import type { Rules } from '../read/rules.ts';
import { tidy } from '../read/text.ts';
import { type Action, refuse } from './action.ts';
import { reveal } from './reveal.ts';

/** As if the visitor had typed it: frameworks put a property of their own before the browser's, and listen. */
function write(field: Field, property: 'value' | 'selectedIndex', value: string | number): void {
  Reflect.set(Object.getPrototypeOf(field), property, value, field);
  tell(field);
}

function tell(field: Field): void {
  field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }));
  field.dispatchEvent(new Event('change', { bubbles: true }));
}

const same = (one: string, other: string): boolean => tidy(one).toLowerCase() === tidy(other).toLowerCase();

/** A press is what every framework hears of a box. */
function tick(box: HTMLInputElement, on: boolean): void {
  if (box.checked !== on) box.click();
  if (box.checked !== on) refuse('The page did not let it be changed. Nothing was filled in.');
}

function setBox(box: HTMLInputElement, value: string): () => void {
  if (!/^(true|false)$/.test(value)) refuse('This box takes true or false. Nothing was filled in.');
  const before = box.checked;
  tick(box, value === 'true');
  return () => tick(box, before);
}

function choose(field: Field, value: string, rules: Rules): () => void {
  const choices = choicesOf(field, rules);
  const [, chosen] = choices.find(([label]) => same(label, value)) ?? [];
  if (!chosen)
    refuse(`This field takes one of: ${choices.map(([label]) => label).join('; ')}. Nothing was filled in.`);
  if (chosen instanceof HTMLInputElement) {
    const before = choices.map(([, radio]) => radio).find((radio) => (radio as HTMLInputElement).checked);
    tick(chosen, true);
    return () => {
      if (before instanceof HTMLInputElement) tick(before, true);
      else {
        // No press takes a choice back.
        chosen.checked = false;
        tell(chosen);
      }
    };
  }
  const select = field as HTMLSelectElement;
  const before = Array.from(select.options, ({ selected }) => selected);
  write(select, 'selectedIndex', chosen.index);
  return () => {
    for (const [at, selected] of before.entries()) {
      const option = select.options[at];
      if (option) option.selected = selected;
    }
    tell(select);
  };
}

function type(field: Field, value: string): () => void {
  const most = 'maxLength' in field && field.maxLength >= 0 ? field.maxLength : 10_000;
  if (value.length > most) refuse(`This field takes at most ${most} characters. Nothing was filled in.`);
  const written = (): string => Reflect.get(Object.getPrototypeOf(field), 'value', field);
  const before = written();
  write(field, 'value', value);
  // What a field for a number or a date cannot take, it leaves out.
  if (value && !written()) {
    write(field, 'value', before);
    refuse(
      `This field is for a ${field.type}${field.type === 'date' ? ', written like 2026-01-31' : ''}. Nothing was filled in.`,
    );
  }
  return () => write(field, 'value', before);
}

const WAYS: Record<PageField['kind'], (field: Field, value: string, rules: Rules) => () => void> = {
  box: (field, value) => setBox(field as HTMLInputElement, value),
  choice: choose,
  text: type,
};

export const fill: Action = ({ keys, rules }, key, value) => {
  const gone = 'This field is not on the page any more. Nothing was filled in.';
  const field = keys.find(key);
  if (!field || !isField(field)) refuse(gone);
  // Whatever it was when its key was given.
  const now = readField(field, rules, keys);
  if (!now)
    refuse(
      'This field may not be filled in: it is hidden, out of use, or for a secret. Nothing was filled in.',
    );
  // A page can make another field of the same element.
  if (now.key !== key) refuse(gone);
  const back = WAYS[now.kind](field, value, rules);
  reveal(field, 'nearest');
  return {
    told: `Filled in “${now.label}”.`,
    undo() {
      if (readField(field, rules, keys)?.label !== now.label)
        refuse('This field is not on the page any more.');
      back();
      return `“${now.label}” is as it was before.`;
    },
  };
};
