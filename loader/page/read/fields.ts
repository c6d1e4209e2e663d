import type { PageField } from '../../../shared/bridge/contract.ts';
import type { Keys } from '../keys.ts';
import { labelOf } from './labels.ts';
import type { Rules } from './rules.ts';
import { tidy } from './text.ts';
import { isUsable } from './usable.ts';

export type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** What fits this may be a field that the assistant may fill. */
export const FIELDS = 'input,select,textarea';

const NO_FIELD = /^(hidden|password|file|submit|button|image|reset)$/;

/** By autocomplete, name or label, in the languages of the interface: passwords, codes and ways to pay. */
const SECRET =
  /\bcc(-|.?(num|exp|c))|one-time|kennwort|pass(w|code)|\bpin\b|\botp\b|contraseñ|mot de passe|\bsenha|card.?(n(o\b|um)|holder)|name on card|(credit|debit).?card|\bcv[cv]2?\b|\bcsc\b|(security|verification|sicherheits).?code|código de seg|\biban\b|\b(bic|swift)\b|account.?n(umber|o\b)|routing.?n|sort.?code|expir(y|ation)|karten(nummer|inhaber)|kreditkarte|pr(ü|ue)f(ziffer|nummer)|kontonummer|carte (bancaire|de crédit)|numéro de carte|tarjeta|número de cuenta|cartão|carta di credito/i;

export const isField = (element: Element): element is Field => element.matches(FIELDS);

const isRadio = (element: Element): element is HTMLInputElement =>
  element instanceof HTMLInputElement && element.type === 'radio';

/** The group that a radio button stands for. */
export const radiosOf = (radio: HTMLInputElement, rules: Rules): HTMLInputElement[] =>
  [...(radio.getRootNode() as Document | ShadowRoot).querySelectorAll('input')].filter(
    (other) =>
      other === radio ||
      (isRadio(other) &&
        radio.name &&
        other.name === radio.name &&
        other.form === radio.form &&
        isUsable(other, rules)),
  );

function nameOf(field: Field, rules: Rules): string {
  const group = isRadio(field) && field.closest<HTMLElement>('fieldset,[role=radiogroup]');
  if (!group) return labelOf(field, rules.never);
  return labelOf(group.querySelector('legend') ?? group, rules.never);
}

/** What can be chosen, and by which element. */
export function choicesOf(
  field: Field,
  rules: Rules,
): [label: string, element: HTMLOptionElement | HTMLInputElement][] {
  const labels =
    field instanceof HTMLSelectElement
      ? Array.from(field.options).flatMap((option): [string, HTMLOptionElement][] =>
          option.closest(`:disabled,[hidden],${rules.marked}`) ? [] : [[option.label, option]],
        )
      : isRadio(field)
        ? radiosOf(field, rules).map((radio): [string, HTMLInputElement] => [
            labelOf(radio, rules.never),
            radio,
          ])
        : [];
  return labels
    .map(([label, element]): [string, HTMLOptionElement | HTMLInputElement] => [
      rules.mask(tidy(label)).slice(0, 100),
      element,
    ])
    .filter(([label]) => label)
    .slice(0, 100);
}

/** Undefined for what the assistant must not fill, whoever asks. */
export function readField(field: Field, rules: Rules, keys: Keys): PageField | undefined {
  if (NO_FIELD.test(field.type) || ('readOnly' in field && field.readOnly) || !isUsable(field, rules))
    return undefined;
  const name = nameOf(field, rules);
  const { autocomplete, id, labels } = field;
  const known = [
    autocomplete,
    field.name,
    id,
    name,
    field.getAttribute('placeholder'),
    ...Array.from(labels ?? [], ({ textContent }) => textContent),
  ];
  if (!name || SECRET.test(known.join(' ').replaceAll('_', ' '))) return undefined;
  const choices = choicesOf(field, rules).map(([label]) => label);
  const label = rules.mask(name);
  const kind = choices.length > 0 ? 'choice' : field.type === 'checkbox' ? 'box' : 'text';
  return { key: keys.of(field, `${kind} ${label}`), label, kind, choices };
}
