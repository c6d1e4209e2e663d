import { actions } from '../../../shared/options/actions.ts';

/** Does the owner allow it by name? Asked each time: the setting is live. What is no list counts as the default, as in the frame. */
export function mayDo({ actions: given }: Record<string, string>, name: string): boolean {
  const list = given !== undefined && actions.pattern.test(given) ? given : actions.default;
  return list.split(' ').includes(name);
}
